package com.hexabuilders.onboarding.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.hexabuilders.onboarding.saga.state.Fact;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FactsLogTest {

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger logger = context.getLogger(FactsLog.NAME);
  private final Level before = logger.getLevel();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final FactsLog log = new FactsLog();

  @AfterEach
  void restore() {
    logger.setLevel(before);
    logger.detachAppender(lines);
  }

  @Test
  void no_value_begins_a_line_of_its_own_or_steers_a_terminal() {
    tell(new Fact.Acted("eve\r\nINFO forged", "compensate", "saga/\u001b[2J\u2028x", "done"));

    ILoggingEvent line = lines.list.get(0);
    assertThat(line.getFormattedMessage())
        .isEqualTo("Act act=compensate target=saga/?[2J?x outcome=done actor=eve??INFO forged");
    assertThat(line.getKeyValuePairs())
        .extracting(pair -> pair.key + " " + pair.value)
        .contains("actor eve??INFO forged", "fact Act");
  }

  @Test
  void what_is_unknown_is_left_out() {
    tell(new Fact.GivenUp("l-1", "MALFORMED", "partner-onboarding.start", 0, null, null));

    assertThat(lines.list.get(0).getFormattedMessage())
        .isEqualTo(
            "DeadLetter failure_kind=MALFORMED queue=partner-onboarding.start attempt=0"
                + " letter_id=l-1");
  }

  @Test
  void letters_of_any_script_stay_as_they_are() {
    assertThat(FactLine.printable("Señor 東京")).isEqualTo("Señor 東京");
  }

  @Test
  void at_warn_it_does_not_listen() {
    logger.setLevel(Level.WARN);
    assertThat(log.listens()).isFalse();
    logger.setLevel(Level.INFO);
    assertThat(log.listens()).isTrue();
  }

  private void tell(Fact fact) {
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
    log.told(List.of(fact), Instant.EPOCH);
  }
}
