package com.hexabuilders.onboarding.api.why;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.saga.SagaApi;
import com.hexabuilders.onboarding.api.saga.UnknownSagas;
import com.hexabuilders.onboarding.intake.PartnerId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says why a saga stands where it stands. */
@Component("whyApi")
class WhyApi {

  private final Situations situations;
  private final UnknownSagas unknown;

  WhyApi(Situations situations, UnknownSagas unknown) {
    this.situations = situations;
    this.unknown = unknown;
  }

  /**
   * Answers GET /sagas/{id}/why.
   *
   * @param languages the caller's Accept-Language, or null
   */
  public Reply why(String id, String languages, Caller caller) {
    if (!PartnerId.wellFormed(id)) {
      return SagaApi.unknown();
    }
    Words words = Words.of(languages);
    return settled(id, caller.onlyStartedBy())
        .map(
            now ->
                Reply.of(200, json(now, words, caller.onlyStartedBy() == null))
                    .with("Content-Language", words.language()))
        .orElseGet(() -> unknown.problem(id, caller));
  }

  /** A message that is handled while one looks seems lost, so a lost one is looked for twice. */
  private Optional<Situation> settled(String id, String startedBy) {
    Optional<Situation> first = situations.of(id, startedBy);
    boolean isLost = first.map(Diagnosis::of).filter(Cause.LOST::equals).isPresent();
    return isLost ? situations.of(id, startedBy) : first;
  }

  private static ObjectNode json(Situation now, Words words, boolean full) {
    Cause cause = Diagnosis.of(now);
    Findings findings = new Findings(now, words, full);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("saga_id", now.saga().sagaId())
        .put("partner_id", now.saga().partnerId())
        .put("status", now.saga().status())
        .put("sentence", words.sentence(cause, findings.words(), full))
        .put("cause", cause.name())
        .put("waiting_for", cause.waitingFor())
        .put("step", now.saga().isFinal() ? null : now.saga().currentStep())
        .put("since", now.since() == null ? null : now.since().toString())
        .put("normal_p95_ms", now.normal());
    json.set("message", findings.message(cause));
    json.set("next", findings.next());
    json.set("verbs", findings.verbs(cause));
    json.set("evidence", findings.evidence());
    return json;
  }
}
