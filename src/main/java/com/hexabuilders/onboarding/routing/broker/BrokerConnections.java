package com.hexabuilders.onboarding.routing.broker;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * The one {@link ConnectionFactory} of the application: to the embedded broker, or to the one that
 * {@code onboarding.broker.url} names. Settings alone decide which beans exist.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BrokerSettings.class)
class BrokerConnections {

  /** Made before every other bean and destroyed after them. */
  @Bean
  static DataFolderLock dataFolderLock(Environment environment) {
    return new DataFolderLock(environment);
  }

  private static int prefetch(Environment environment) {
    return 2 * environment.getRequiredProperty("onboarding.batch.max", Integer.class);
  }

  /** No broker is configured: ours runs inside. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(NoBrokerConfigured.class)
  static class Embedded {

    @Bean(initMethod = "start", destroyMethod = "stop")
    EmbeddedBroker embeddedBroker(BrokerSettings settings, Environment environment) {
      return new EmbeddedBroker(settings, Path.of(DataFolderLock.folder(environment)));
    }

    @Bean
    BrokerStoreHealth brokerStoreHealth(EmbeddedBroker broker) {
      return new BrokerStoreHealth(broker);
    }

    @Bean
    ConnectionFactory connectionFactory(
        EmbeddedBroker broker, BrokerSettings settings, Environment environment) {
      return BrokerClients.consumers(broker.url(), settings, prefetch(environment));
    }

    @Bean
    EmbeddedQueueStates queueStates(EmbeddedBroker broker) {
      return new EmbeddedQueueStates(broker);
    }

    @Bean(autowireCandidate = false)
    ConnectionFactory copyConnections(EmbeddedBroker broker, BrokerSettings settings) {
      return BrokerClients.copies(broker.url(), settings);
    }
  }

  /** A broker is configured: nothing of a broker runs here. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(BrokerConfigured.class)
  static class Remote {

    @Bean
    ConnectionFactory connectionFactory(BrokerSettings settings, Environment environment) {
      String url = BrokerUrl.client(settings.url());
      return BrokerClients.consumers(url, settings, prefetch(environment));
    }

    @Bean(autowireCandidate = false)
    ConnectionFactory copyConnections(BrokerSettings settings) {
      return BrokerClients.copies(BrokerUrl.client(settings.url()), settings);
    }

    @Bean
    RemoteQueueStates queueStates(ConnectionFactory connectionFactory) {
      return new RemoteQueueStates(connectionFactory);
    }

    @Bean
    BrokerProbe brokerProbe(ConnectionFactory connectionFactory, BrokerSettings settings) {
      return new BrokerProbe(connectionFactory, settings.url(), Duration.ofSeconds(5));
    }
  }

  /** True if {@code onboarding.broker.url} is empty. */
  static final class NoBrokerConfigured implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !configured(context.getEnvironment());
    }
  }

  /** True if {@code onboarding.broker.url} names a broker. */
  static final class BrokerConfigured implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return configured(context.getEnvironment());
    }
  }

  static boolean configured(Environment environment) {
    return StringUtils.hasText(environment.getProperty("onboarding.broker.url"));
  }
}
