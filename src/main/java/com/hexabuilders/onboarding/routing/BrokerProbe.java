package com.hexabuilders.onboarding.routing;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * Connects once at start to the configured broker. Wrong credentials end the start; a broker that
 * is away does not, because an outage is not a failure: the log says so and work begins when it is
 * back.
 */
final class BrokerProbe implements InitializingBean {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerProbe.class);

  private final ConnectionFactory factory;
  private final String url;

  BrokerProbe(ConnectionFactory factory, String url) {
    this.factory = factory;
    this.url = url;
  }

  @Override
  public void afterPropertiesSet() {
    try (Connection connection = factory.createConnection()) {
      connection.start();
    } catch (JMSSecurityException e) {
      throw new StartFailure(BrokerFailures.sentence(url, e, BrokerFailures.SETTINGS), e);
    } catch (JMSException e) {
      String sentence = BrokerFailures.sentence(url, e, BrokerFailures.SETTINGS);
      LOG.warn("{} Work begins when it answers.", sentence);
    }
  }
}
