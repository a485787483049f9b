package com.hexabuilders.onboarding.saga.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.Sha256;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.StorableText;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.DeadLetter;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.DeadLetters;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.Journal;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records messages that no reader can handle. The broker gave up some of them because they expired;
 * strangers left others on its dead letter queue. The other messages broke everything that tried to
 * handle them.
 */
@Service("brokerDeadLetters")
public class BrokerDeadLetters {

  private static final String BROKE = "The message broke everything that tried to handle it.";
  private static final String EXPIRED = "The message expired before it was read.";

  private final TransactionTemplate transactions;
  private final Journal journal;
  private final StartReplay starts;
  private final Clock clock;

  BrokerDeadLetters(
      TransactionTemplate transactions, Journal journal, StartReplay starts, Clock clock) {
    this.transactions = transactions;
    this.journal = journal;
    this.starts = starts;
    this.clock = clock;
  }

  /**
   * Records a batch; a message that comes again adds nothing.
   *
   * @return copies for outsiders, to be sent in the session the messages came from
   * @throws InfrastructureTrouble if the database failed; the messages stay with the broker
   */
  public Announcements record(List<Delivery> deliveries) {
    List<DeadLetter> letters = deliveries.stream().map(this::letter).toList();
    Announcements committed =
        InfrastructureTrouble.sorted(
            () -> transactions.execute(tx -> journal.save(List.of(), letters, List.of())));
    Failpoint.BROKER_LETTERS_COMMITTED.reached();
    return committed;
  }

  /**
   * Gives up a message that breaks even what handles broken messages, so that it blocks no other.
   * Its body is kept as it came; a database that refuses that gets it in ASCII. A saga it belongs
   * to is not harmed: its event is sent again.
   *
   * @return copies for outsiders
   * @throws RuntimeException if not even that could be written; nothing is
   */
  public Announcements lastResort(Delivery delivery) {
    try {
      return record(List.of(givenUp(delivery, delivery.messageId(), text(delivery), BROKE)));
    } catch (StepBroke e) {
      String id = StorableText.ascii(delivery.messageId());
      String ascii = StorableText.ascii(text(delivery));
      return record(List.of(givenUp(delivery, id, ascii, BROKE + DeadLetters.ESCAPED)));
    }
  }

  /**
   * Records messages whose letters could not be written before.
   *
   * @return copies for outsiders
   */
  public Announcements recordAgain(List<Delivery> deliveries) {
    return record(
        deliveries.stream().map(one -> givenUp(one, one.messageId(), text(one), BROKE)).toList());
  }

  private static String text(Delivery delivery) {
    return delivery.rejection() == null ? delivery.body() : delivery.rejection().head();
  }

  private static Delivery givenUp(Delivery delivery, String id, String text, String cause) {
    Delivery.Rejection known = delivery.rejection();
    byte[] bytes = delivery.body() == null ? new byte[0] : delivery.body().getBytes(UTF_8);
    Delivery.Rejection rejection =
        new Delivery.Rejection(
            known == null ? DeadLetterKind.EXHAUSTED : known.kind(),
            cause,
            text,
            known == null ? bytes.length : known.size(),
            known == null ? Sha256.of(bytes) : known.sha256());
    return new Delivery(delivery.queue(), id, delivery.redelivered(), null, rejection);
  }

  private DeadLetter letter(Delivery delivery) {
    Delivery.Rejection rejection = delivery.rejection();
    return DeadLetters.of(
            delivery,
            rejection == null ? DeadLetterKind.EXPIRED : rejection.kind(),
            rejection == null ? EXPIRED : rejection.cause(),
            List.of(),
            null,
            clock.instant())
        .about(starts.partnerId(delivery));
  }
}
