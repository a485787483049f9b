package com.hexabuilders.onboarding.saga;

/**
 * Names every boundary between database, broker, handler and answer at which a process may die.
 *
 * <p>Reaching a point does nothing. No listener, setting or switch can make it do something. Tests
 * that kill, break, delay or repeat at a point put their own class in the place of this one (ADR
 * 9). The packaged jar contains no such class.
 */
public enum Failpoint {

  /** A batch of starts is written, with its sagas and claims; not committed. */
  START_RECORDED,
  /** Starts by REST are committed; no caller is answered, nothing is sent. */
  REST_START_COMMITTED,
  /** Starts by REST are answered; nothing is sent. */
  REST_START_ANSWERED,
  /** Starts by REST are sent. */
  REST_START_SENT,
  /** Starts from the queue are committed; nothing is sent, and the broker still has the drops. */
  DROPS_COMMITTED,

  /** A batch is received in a broker's transaction; no database transaction has begun. */
  BATCH_RECEIVED,
  /** A batch is committed to the database and its outcomes are sent; the broker has no commit. */
  BATCH_SENT,
  /** Both have committed a batch. */
  BATCH_ACKNOWLEDGED,

  /** The sagas of a step's batch are locked; the participant is not called. */
  STEP_CLAIMED,
  /** The participant has done its work and hands its outcomes over. */
  STEP_WORKED,
  /** Outcomes, steps, log and saga rows are written; not committed. */
  STEP_RECORDED,
  /** A step's batch is committed; nothing is sent. */
  STEP_COMMITTED,

  /** The sagas of an undo batch are locked; the participant is not called. */
  UNDO_CLAIMED,
  /** The participant has undone its work and hands its outcomes over. */
  UNDO_WORKED,
  /** An undo batch is written; not committed. */
  UNDO_RECORDED,
  /** An undo batch is committed; the next request is not sent. */
  UNDO_COMMITTED,

  /** Sagas are written as COMPLETED; not committed. */
  COMPLETION_RECORDED,
  /** Sagas are COMPLETED; observers are not told. */
  COMPLETION_COMMITTED,

  /** A delayed retry, a person or the end of a step that broke is written; not committed. */
  FAILURE_RECORDED,
  /** The same is committed; the message that broke is still with the broker. */
  FAILURE_COMMITTED,
  /** Dead letters are written; not committed. */
  LETTER_RECORDED,
  /** A dead letter is committed; its copy for outsiders is about to be sent. */
  LETTER_COPIED,
  /** A message that the broker gave up is recorded and committed; the broker still has it. */
  BROKER_LETTERS_COMMITTED,

  /** A hung batch's database transaction is ended; its attempt is not noted. */
  HANG_ABORTED,
  /** A hung call's attempt is noted; the broker may not yet give its message to another reader. */
  HANG_NOTED,

  /** Due sagas are moved; not committed. */
  SWEEP_MOVED,
  /** The moved due times are committed; nothing is sent. */
  SWEEP_COMMITTED,
  /** An event that was due is sent; that it was sent is not noted. */
  SWEEP_SENT,
  /** A step is about to be judged as timed out. */
  SWEEP_TIMED_OUT,

  /** What no consumer's session carries is sent; the broker has no commit. */
  ALONE_SENT,

  /** A compensation that was asked for is written, with its fence and audit; not committed. */
  CANCEL_RECORDED,
  /** A compensation that was asked for is committed; the first undo request is not sent. */
  CANCEL_COMMITTED,
  /** The first undo request is sent; the caller has no answer. */
  CANCEL_SENT,

  /** An operator's act on a dead letter is written; not committed. */
  REPLAY_RECORDED,
  /** An operator's act on a dead letter is committed; nothing is sent. */
  REPLAY_COMMITTED,
  /** What an act on a dead letter announced is sent; the operator has no answer. */
  REPLAY_SENT;

  /** Nothing happens here. */
  public void reached() {
    // a test's own version of this class takes its place
  }
}
