package com.hexabuilders.onboarding.routing.broker;

import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQPrefetchPolicy;
import org.apache.activemq.RedeliveryPolicy;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * Makes connection factories in which nothing waits without limit and no object is trusted. Inside
 * the JVM the limit is the disk: there the caller does the broker's work itself.
 */
public final class BrokerClients {

  private BrokerClients() {}

  /** For one-off clients: the command line tools and the probe. */
  public static ActiveMQConnectionFactory plain(String url, String user, String password) {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
    if (!user.isEmpty()) {
      factory.setUserName(user);
      factory.setPassword(password);
    }
    factory.setTrustAllPackages(false);
    factory.setTrustedPackages(List.of());
    factory.setWatchTopicAdvisories(false);
    factory.setConnectResponseTimeout(5_000);
    factory.setSendTimeout(8_000);
    factory.setRequestTimeout(8_000);
    factory.setCloseTimeout(5_000);
    return factory;
  }

  /**
   * Returns a connection factory for copies that may be left out. Each is sent alone, outside of
   * every transaction, and answered by the broker. One connection is kept, and opened again after
   * it broke.
   */
  static CachingConnectionFactory copies(String url, BrokerSettings settings) {
    CachingConnectionFactory copies =
        new CachingConnectionFactory(plain(url, settings.user(), settings.password()));
    copies.setReconnectOnException(true);
    return copies;
  }

  /**
   * Returns a connection factory for the consumers of the saga. Its client never gives a message
   * up, because attempts are counted in the journal alone. A limit of the client lost healthy
   * messages in a database outage. The client never takes a message for a copy of one it rolled
   * back.
   *
   * <p>A transaction waits for its sends once, at the commit. If the broker refused one of the
   * messages, the commit fails. Closing the connection then gives back what was received.
   *
   * @param prefetch messages held in memory per consumer: twice the batch, so that the next batch
   *     is here when the first is done
   */
  static ActiveMQConnectionFactory consumers(String url, BrokerSettings settings, int prefetch) {
    ActiveMQConnectionFactory factory = plain(url, settings.user(), settings.password());
    RedeliveryPolicy forever = new RedeliveryPolicy();
    forever.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
    factory.setRedeliveryPolicy(forever);
    factory.setCheckForDuplicates(false);
    factory.setSendTimeout(0);
    ActiveMQPrefetchPolicy policy = new ActiveMQPrefetchPolicy();
    policy.setQueuePrefetch(prefetch);
    factory.setPrefetchPolicy(policy);
    return factory;
  }
}
