package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.InHand;
import com.hexabuilders.onboarding.saga.RouteDeclaration;
import com.hexabuilders.onboarding.saga.RouteDeclarations;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Beans of this room that Spring does not find by itself. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

  /** Looks at the names of all settings before anything else is made. */
  @Bean
  static SettingNames settingNames(ConfigurableEnvironment environment) {
    return new SettingNames(environment);
  }

  @Bean
  RouteDeclarations routeDeclarations(Environment environment) {
    List<RouteDeclaration> all =
        RouteFiles.read(environment.getRequiredProperty("camel.main.routes-include-pattern"));
    return () -> all;
  }

  /**
   * The web server's own thread works on a request: handed over to another one it would only wait
   * once more. It lets go of the saga its person acted on, however the request ended.
   */
  @Bean("platform-http-engine")
  PlatformHttpEngine requests(@Value("${server.port}") int port) {
    return new SpringBootPlatformHttpEngine(port, RoutingConfiguration::endingWithNothingInHand);
  }

  static void endingWithNothingInHand(Runnable request) {
    try {
      request.run();
    } finally {
      InHand.nothing();
    }
  }

  /** Nothing is measured of a broker that runs elsewhere. */
  @Bean
  MeterBinder brokerMeters(ObjectProvider<EmbeddedBroker> broker, RouteDeclarations declarations) {
    return registry ->
        broker.ifAvailable(ours -> new BrokerMeters(ours, declarations).bindTo(registry));
  }
}
