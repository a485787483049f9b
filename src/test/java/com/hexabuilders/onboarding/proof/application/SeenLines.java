package com.hexabuilders.onboarding.proof.application;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Keeps what anybody logs, facts too, with what its thread said of itself at that moment. */
public final class SeenLines extends AppenderBase<ILoggingEvent> {

  public final List<ILoggingEvent> list = new CopyOnWriteArrayList<>();

  /** Keeps lines from now on, until {@link #leave}. */
  public void listen() {
    start();
    loggers().forEach(logger -> logger.addAppender(this));
  }

  public void leave() {
    loggers().forEach(logger -> logger.detachAppender(this));
  }

  private static Stream<Logger> loggers() {
    LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
    return Stream.of(Logger.ROOT_LOGGER_NAME, "onboarding.facts").map(logs::getLogger);
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.getMDCPropertyMap(); // remembered from here on
    event.getThreadName();
    list.add(event);
  }
}
