package com.hexabuilders.onboarding.routing;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is logged, with what its thread said of itself at that moment. */
final class SeenLines extends AppenderBase<ILoggingEvent> {

  final List<ILoggingEvent> list = new CopyOnWriteArrayList<>();

  @Override
  protected void append(ILoggingEvent event) {
    event.getMDCPropertyMap(); // remembered from here on
    event.getThreadName();
    list.add(event);
  }
}
