package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Announces what operators' acts have committed. */
@Component
public class PatientAnnouncer {

  private static final Logger LOG = LoggerFactory.getLogger(PatientAnnouncer.class);

  private final Announcer announcer;

  PatientAnnouncer(Announcer announcer) {
    this.announcer = announcer;
  }

  /** Sends now if the broker takes it, else leaves it to the sweeper and returns false. */
  public boolean announce(Announcements committed) {
    try {
      announcer.announce(committed);
      return true;
    } catch (InfrastructureTrouble e) {
      LOG.warn("The broker is away; the sweeper announces an operator's act later.");
      return false;
    }
  }
}
