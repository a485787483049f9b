package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.RouteDeclaration;
import com.hexabuilders.onboarding.saga.RouteDeclarations;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Beans of this room that Spring does not find by itself. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

  @Bean
  RouteDeclarations routeDeclarations(Environment environment) {
    List<RouteDeclaration> all =
        RouteFiles.read(environment.getRequiredProperty("camel.main.routes-include-pattern"));
    return () -> all;
  }
}
