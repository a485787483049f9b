package com.hexabuilders.onboarding.saga.forecast;

import java.util.List;

/** What is answered to a {@link WhatIf}. */
public sealed interface ForecastReply {

  /** What has to hold for a forecast to come true. */
  String ASSUMPTION =
      "Every participant does its part, without refusal, review or breakage, and nobody else acts"
          + " on the saga.";

  /**
   * What the act would lead to, if {@link #ASSUMPTION} holds.
   *
   * @param status the saga's status now
   * @param asOfSeq number of the newest log entry that the forecast knows; once the saga's log is
   *     longer the forecast is outdated
   * @param step the step that the act is about; null if it is about the saga
   * @param possible whether the act would be accepted now
   * @param sentence the whole forecast in words, or the very refusal of the act
   * @param effects in order; empty if the act is impossible or changes nothing
   * @param finalStatus status in which the saga comes to rest. Null: the act is impossible, or only
   *     a participant's answer decides between COMPENSATED and FAILED
   */
  record Forecast(
      String sagaId,
      String partnerId,
      String status,
      int asOfSeq,
      String step,
      boolean possible,
      String sentence,
      List<Effect> effects,
      String finalStatus)
      implements ForecastReply {
    public Forecast {
      effects = List.copyOf(effects);
    }
  }

  /** There is no such saga, and no saga of such a partner. */
  record NoSaga() implements ForecastReply {}

  /** The saga has no such step; the sentence names those it has. */
  record NoStep(String sentence) implements ForecastReply {}

  /**
   * No step waits for a person, so the asker has to name one; the sentence says which there are.
   */
  record StepWanted(String sentence) implements ForecastReply {}
}
