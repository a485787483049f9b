package com.hexabuilders.onboarding.telemetry;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes facts from a thread of their own to wherever all other lines go, so that no saga waits for
 * a console or a disk. Up to 16,384 lines wait; when that is full lines are lost, not work. What
 * waits at a normal stop is written.
 */
@Component
class FactsWriter implements AutoCloseable {

  private static final int WAITING = 16_384;

  private final Logger facts;
  private final List<AsyncAppender> queues = new ArrayList<>();

  FactsWriter() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    facts = context.getLogger(FactsLog.NAME);
    root.iteratorForAppenders().forEachRemaining(appender -> queues.add(queue(context, appender)));
    queues.forEach(facts::addAppender);
    facts.setAdditive(queues.isEmpty());
  }

  @Override
  public void close() {
    facts.setAdditive(true);
    queues.forEach(facts::detachAppender);
    queues.forEach(AsyncAppender::stop);
  }

  private static AsyncAppender queue(LoggerContext context, Appender<ILoggingEvent> appender) {
    AsyncAppender queue = new WithoutContext();
    queue.setContext(context);
    queue.setName(FactsLog.NAME + " to " + appender.getName());
    queue.setQueueSize(WAITING);
    queue.setDiscardingThreshold(0); // lines are lost only when it is full
    queue.setNeverBlock(true);
    Borrowed borrowed = new Borrowed(appender);
    borrowed.start();
    queue.addAppender(borrowed);
    queue.start();
    return queue;
  }

  /** Takes along no MDC: a fact says its ids itself, and no field may stand twice in a line. */
  private static final class WithoutContext extends AsyncAppender {
    @Override
    protected void preprocess(ILoggingEvent event) {
      event.getThreadName(); // remembered from here on
    }
  }

  /** An appender that goes on when the queue before it stops. */
  private static final class Borrowed extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final Appender<ILoggingEvent> appender;

    Borrowed(Appender<ILoggingEvent> appender) {
      this.appender = appender;
    }

    @Override
    protected void append(ILoggingEvent event) {
      appender.doAppend(event);
    }
  }
}
