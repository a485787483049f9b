package com.hexabuilders.onboarding.api;

import com.hexabuilders.onboarding.saga.operator.ActReply;

/** What a person is told of an act that did not happen. */
public final class ActProblems {

  private ActProblems() {}

  /** 409 for an act refused, 404 for an unknown target. */
  public static Reply of(ActReply reply) {
    if (reply instanceof ActReply.Refused refused) {
      return Problems.of(409, refused.sentence());
    }
    if (reply instanceof ActReply.Unknown unknown) {
      return Problems.notFound(unknown.sentence());
    }
    throw new IllegalStateException("no problem: " + reply);
  }
}
