package com.hexabuilders.onboarding.telemetry;

import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import com.hexabuilders.onboarding.saga.journal.FactListener;
import com.hexabuilders.onboarding.saga.state.Fact;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Logger {@code onboarding.facts}: one line at INFO per committed fact, as readable text and as
 * fields for structured logs. At WARN it costs nothing. It says ids and names, never payloads or
 * reasons, and no value can begin a line of its own. What an act or a dead letter does not say of
 * its saga is what the thread has in hand.
 */
@Component
class FactsLog implements FactListener {

  static final String NAME = "onboarding.facts";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  @Override
  public boolean listens() {
    return LOG.isInfoEnabled();
  }

  @Override
  public void told(List<Fact> facts, Instant at) {
    facts.forEach(FactsLog::log);
  }

  private static void log(Fact fact) {
    FactLine line = new FactLine(LOG.atInfo());
    if (fact instanceof Fact.Logged entry) {
      describe(line, entry);
    } else if (fact instanceof Fact.GivenUp letter) {
      describe(line, letter);
    } else if (fact instanceof Fact.Acted act) {
      describe(line, act);
    }
    line.write();
  }

  private static void describe(FactLine line, Fact.Logged entry) {
    line.say(entry.type())
        .with("step", entry.step())
        .with("attempt", entry.attempt())
        .with("partner_id", entry.partnerId())
        .with("saga_id", entry.sagaId())
        .with("correlation_id", entry.correlationId())
        .with("trace_id", entry.trace().traceId())
        .with("event_id", entry.eventId());
  }

  private static void describe(FactLine line, Fact.GivenUp letter) {
    line.say("DeadLetter")
        .with("failure_kind", letter.kind())
        .with("queue", letter.queue())
        .with("step", MDC.get("step"))
        .with("attempt", letter.attempts())
        .with("partner_id", letter.partnerId())
        .with("saga_id", letter.sagaId())
        .with("correlation_id", MDC.get("correlation_id"))
        .with("trace_id", MDC.get("trace_id"))
        .with("letter_id", letter.letterId());
  }

  private static void describe(FactLine line, Fact.Acted act) {
    line.say("Act")
        .with("act", act.act())
        .with("target", act.target())
        .with("outcome", act.outcome())
        .with("actor", act.actor());
    CurrentSaga.NAMES.forEach(name -> line.with(name, MDC.get(name)));
  }
}
