package com.hexabuilders.onboarding.saga.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.journal.PatientAnnouncer;
import com.hexabuilders.onboarding.saga.journal.TransactionResult;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an operator may do with one dead letter (EIP: dead letter channel). {@link LetterReplay}
 * does it.
 *
 * <p>Each act is one transaction, its audit entry included. A crash before the commit leaves the
 * letter OPEN. After the commit the sweeper sends what was announced and not sent at once. Of two
 * acts on the same letter the second is refused.
 */
@Service
public class LetterActs {

  private final TransactionTemplate transactions;
  private final LetterReplay replay;
  private final PatientAnnouncer announcer;

  LetterActs(TransactionTemplate transactions, LetterReplay replay, PatientAnnouncer announcer) {
    this.transactions = transactions;
    this.replay = replay;
    this.announcer = announcer;
  }

  /**
   * Replays a start that was given up, a suspended step, or a failed undo.
   *
   * <p>An edit of a start is read instead of it. An edit of a step's event corrects facts, which
   * the journal records. They count for the step and those after it, because participants are told
   * what the journal says. Participants are never told what a message says.
   *
   * @param edited null for no edit
   * @throws InfrastructureTrouble if the database failed; asking again is safe
   */
  public LetterReply retry(String letterId, JsonNode edited, AuditEntry.Actor by) {
    return act(tx -> replay.retry(tx, letterId, edited, by));
  }

  /**
   * Closes a letter for good.
   *
   * @param reason one plain sentence, at most 500 characters
   * @throws InfrastructureTrouble if the database failed; asking again is safe
   */
  public LetterReply discard(String letterId, String reason, AuditEntry.Actor by) {
    return act(tx -> replay.discard(tx, letterId, reason, by));
  }

  private static TransactionResult<LetterReply> recorded(
      Function<TransactionStatus, TransactionResult<LetterReply>> decision, TransactionStatus tx) {
    TransactionResult<LetterReply> decided = decision.apply(tx);
    Failpoint.REPLAY_RECORDED.reached();
    return decided;
  }

  private LetterReply act(Function<TransactionStatus, TransactionResult<LetterReply>> decision) {
    TransactionResult<LetterReply> decided =
        InfrastructureTrouble.sorted(() -> transactions.execute(tx -> recorded(decision, tx)));
    Failpoint.REPLAY_COMMITTED.reached();
    announcer.announce(decided.announcements());
    Failpoint.REPLAY_SENT.reached();
    return decided.reply();
  }
}
