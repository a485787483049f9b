package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.routing.broker.EmbeddedBroker;
import com.hexabuilders.onboarding.routing.settings.RouteFiles;
import com.hexabuilders.onboarding.routing.settings.SettingNames;
import com.hexabuilders.onboarding.saga.definition.RouteDeclaration;
import com.hexabuilders.onboarding.saga.definition.RouteDeclarations;
import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;

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

  /** A request's thread lets go of the saga its person acted on, however the request ended. */
  @Bean
  TaskDecorator requestsEndWithNothingInHand() {
    return request ->
        () -> {
          try {
            request.run();
          } finally {
            CurrentSaga.clear();
          }
        };
  }

  /** Nothing is measured of a broker that runs elsewhere. */
  @Bean
  MeterBinder brokerMeters(ObjectProvider<EmbeddedBroker> broker, RouteDeclarations declarations) {
    return registry ->
        broker.ifAvailable(ours -> new BrokerMeters(ours, declarations).bindTo(registry));
  }
}
