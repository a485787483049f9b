package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.deadletter.BrokerDeadLetters;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives up a message that broke even its error handling, so that it blocks no other. */
@Component
class LastResort {

  private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

  private final BrokerDeadLetters deadLetters;
  private final Announcer announcer;

  LastResort(BrokerDeadLetters deadLetters, Announcer announcer) {
    this.deadLetters = deadLetters;
    this.announcer = announcer;
  }

  /** Records it; if even that fails, the exception rolls the message back to the broker. */
  void giveUp(Delivery delivery) {
    Announcements copies = deadLetters.lastResort(delivery);
    try {
      announcer.announce(copies);
    } catch (InfrastructureTrouble e) {
      LOG.warn("The copy of a dead letter was not sent; its record stays.");
    }
  }
}
