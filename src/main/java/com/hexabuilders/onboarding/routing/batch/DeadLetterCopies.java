package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.journal.Announcements.DeadLetterCopy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Writes the copy of a dead letter that outsiders may read. */
@Component("deadLetterCopies")
class DeadLetterCopies {

  /** Makes the exchange's message the copy: the received text, and why it was given up. */
  public void write(Exchange exchange, DeadLetterCopy copy) {
    Failpoint.LETTER_COPIED.reached();
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setBody(copy.body());
    message.setHeader("failure_kind", copy.kind());
    message.setHeader("failure_cause", copy.cause());
    message.setHeader("failure_queue", copy.queue());
    message.setHeader("failure_attempts", copy.attempts());
    message.setHeader("failure_time", copy.time());
  }
}
