package com.hexabuilders.onboarding.proof.application;

import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Lets Camel register its management beans as in the application; its test kit switches that off.
 */
public final class WithManagement
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    DefaultCamelContext.setDisableJmx(false);
  }
}
