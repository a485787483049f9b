package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.routing.settings.StartupFailure;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/**
 * Connects at start to the configured broker. Wrong credentials end the start. A broker that is
 * away does not end it, because an outage is not a failure. The log says every few seconds that the
 * broker is away, and work begins when it is there.
 */
final class BrokerProbe implements InitializingBean, DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerProbe.class);

  private final ConnectionFactory factory;
  private final String url;
  private final Duration pause;
  private final ScheduledExecutorService again =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("broker-probe"));

  BrokerProbe(ConnectionFactory factory, String url, Duration pause) {
    this.factory = factory;
    this.url = url;
    this.pause = pause;
  }

  @Override
  public void afterPropertiesSet() {
    try {
      connect();
      again.shutdown();
    } catch (JMSSecurityException e) {
      throw new StartupFailure(BrokerFailures.sentence(url, e, BrokerFailures.SETTINGS), e);
    } catch (JMSException e) {
      isAway(e);
    }
  }

  private void connect() throws JMSException {
    try (Connection connection = factory.createConnection()) {
      connection.start();
    }
  }

  private void isAway(JMSException e) {
    String sentence = BrokerFailures.sentence(url, e, BrokerFailures.SETTINGS);
    LOG.warn("{} Work begins when it answers.", sentence);
    if (!again.isShutdown()) {
      again.schedule(this::tryAgain, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void tryAgain() {
    try {
      connect();
      LOG.info("The broker at {} answers; work begins.", BrokerUrl.shown(url));
      again.shutdown();
    } catch (JMSException e) {
      isAway(e);
    }
  }

  @Override
  public void destroy() {
    again.shutdownNow();
  }
}
