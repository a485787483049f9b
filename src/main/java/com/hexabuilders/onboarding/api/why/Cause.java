package com.hexabuilders.onboarding.api.why;

import java.util.List;

/** Why a saga stands where it stands. Its name is the key of its sentence. */
enum Cause {
  COMPLETED("nothing", "compensate"),
  FAILED("nothing", "restart"),
  COMPENSATED("nothing", "restart"),
  REVIEW("person", "approve", "reject", "compensate"),
  SUSPENDED("person", "retry", "compensate"),
  UNDO_FAILED("person", "retry", "skip", "resolve"),
  DATABASE("database"),
  BROKER("broker"),
  RETRY("retry", "compensate"),
  UNDO_RETRY("retry"),
  DISABLED("participant", "enable", "compensate"),
  NO_READER("reader", "compensate"),
  LOST("message", "compensate"),
  SLOW("participant", "compensate"),
  BACKLOG("queue", "compensate"),
  ON_ITS_WAY("participant", "compensate"),
  UNDOING("participant"),
  UNKNOWN("unknown", "compensate");

  private final String waitingFor;
  private final List<String> verbs;

  Cause(String waitingFor, String... verbs) {
    this.waitingFor = waitingFor;
    this.verbs = List.of(verbs);
  }

  /** What the saga waits for, as a word that programs read. */
  String waitingFor() {
    return waitingFor;
  }

  /** What a person may do about it. */
  List<String> verbs() {
    return verbs;
  }
}
