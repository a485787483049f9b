package com.hexabuilders.onboarding;

import com.hexabuilders.onboarding.routing.command.CommandLine;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the application, or runs one of the jar's verbs without it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OnboardingApplication {

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // our code names its locale, libraries do not
    if (CommandLine.isVerb(args)) {
      System.exit(CommandLine.run(args));
    }
    SpringApplication.run(OnboardingApplication.class, args);
  }
}
