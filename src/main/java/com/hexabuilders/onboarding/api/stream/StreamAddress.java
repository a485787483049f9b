package com.hexabuilders.onboarding.api.stream;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Maps the address of the stream before Camel takes it for the id of a saga. */
@Configuration(proxyBeanMethods = false)
class StreamAddress {

  @Bean
  SimpleUrlHandlerMapping streamMapping(StreamApi stream) {
    return new SimpleUrlHandlerMapping(Map.of("/sagas/stream", stream), Ordered.HIGHEST_PRECEDENCE);
  }
}
