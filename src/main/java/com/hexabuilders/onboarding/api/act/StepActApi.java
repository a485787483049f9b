package com.hexabuilders.onboarding.api.act;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.api.ActBody;
import com.hexabuilders.onboarding.api.ActProblems;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.PrintableText;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.saga.SagaApi;
import com.hexabuilders.onboarding.api.saga.UnknownSagas;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.operator.ActReply;
import com.hexabuilders.onboarding.saga.operator.StepActs;
import com.hexabuilders.onboarding.saga.state.StepAct;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lets people decide about steps that wait for them. */
@Component("stepActApi")
class StepActApi {

  private static final int MAX_REASON = 500;
  private static final int MAX_REFERENCE = 100;
  private static final Set<StepAct.Verb> MUST_SAY_WHY =
      Set.of(StepAct.Verb.SKIP, StepAct.Verb.RESOLVE, StepAct.Verb.REJECT);

  /** What else has to be said: where it was done by hand, or who has looked. */
  private static final Map<StepAct.Verb, String> REFERENCES =
      Map.of(
          StepAct.Verb.RESOLVE, "reference",
          StepAct.Verb.APPROVE, "reviewer",
          StepAct.Verb.REJECT, "reviewer");

  private static final Map<StepAct.Verb, String> MESSAGES =
      Map.of(
          StepAct.Verb.RETRY, "It is tried again.",
          StepAct.Verb.SKIP, "Its undo is left out; the steps before it are being undone.",
          StepAct.Verb.RESOLVE, "Its undo counts as done; the steps before it are being undone.",
          StepAct.Verb.APPROVE, "The review is decided; the saga goes on.",
          StepAct.Verb.REJECT, "The review is decided; the saga is being undone.");

  private final StepActs steps;
  private final UnknownSagas unknown;
  private final Clock clock;

  StepActApi(StepActs steps, UnknownSagas unknown, Clock clock) {
    this.steps = steps;
    this.unknown = unknown;
    this.clock = clock;
  }

  /** Answers POST /sagas/{id}/steps/{step}/retry. Body: {@code reason}, may be empty. */
  public Reply retry(String id, String step, String body, Caller caller) {
    return act(new Asked(StepAct.Verb.RETRY, id, step, caller), ActBody.read(body));
  }

  /** Answers POST /sagas/{id}/steps/{step}/skip. Body: {@code reason}. */
  public Reply skip(String id, String step, String body, Caller caller) {
    return act(new Asked(StepAct.Verb.SKIP, id, step, caller), ActBody.read(body));
  }

  /** Answers POST /sagas/{id}/steps/{step}/resolve. Body: {@code reason, reference}. */
  public Reply resolve(String id, String step, String body, Caller caller) {
    return act(new Asked(StepAct.Verb.RESOLVE, id, step, caller), ActBody.read(body));
  }

  /** Answers POST /sagas/{id}/steps/{step}/approve. Body: {@code reviewer}, reason. */
  public Reply approve(String id, String step, String body, Caller caller) {
    return act(new Asked(StepAct.Verb.APPROVE, id, step, caller), ActBody.read(body));
  }

  /** Answers POST /sagas/{id}/steps/{step}/reject. Body: {@code reviewer, reason}. */
  public Reply reject(String id, String step, String body, Caller caller) {
    return act(new Asked(StepAct.Verb.REJECT, id, step, caller), ActBody.read(body));
  }

  /** Who wants what of which step. */
  private record Asked(StepAct.Verb verb, String id, String step, Caller caller) {
    StepAct act(String reason, String reference) {
      return new StepAct(verb, id, step, reason, reference, caller.actor());
    }
  }

  private Reply act(Asked asked, ActBody sent) {
    String reason =
        MUST_SAY_WHY.contains(asked.verb())
            ? required(sent, "reason", MAX_REASON)
            : sent.text("reason", MAX_REASON);
    String named = REFERENCES.get(asked.verb());
    String reference = named == null ? null : named(required(sent, named, MAX_REFERENCE));
    if (!PartnerId.wellFormed(asked.id())) {
      return SagaApi.unknown();
    }
    if (!sent.faults().isEmpty()) {
      return Problems.invalid(sent.faults());
    }
    return answer(asked, steps.act(asked.act(reason, reference)));
  }

  private Reply answer(Asked asked, ActReply reply) {
    if (!(reply instanceof ActReply.StepMoved moved)) {
      boolean missing = reply instanceof ActReply.Unknown;
      return (missing ? unknown.removed(asked.id()) : Optional.<String>empty())
          .map(Problems::notFound)
          .orElseGet(() -> ActProblems.of(reply));
    }
    return Reply.of(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("partner_id", moved.partnerId())
            .put("saga_id", moved.sagaId())
            .put("status", moved.status())
            .put("step", asked.step())
            .put("step_status", moved.stepStatus())
            .put("message", MESSAGES.get(asked.verb()))
            .put("timestamp", clock.instant().toString()));
  }

  /** In one spelling. */
  private static String named(String reference) {
    return reference == null ? null : PrintableText.name(reference).orElse(reference);
  }

  private static String required(ActBody sent, String field, int longest) {
    int known = sent.faults().size();
    String text = sent.text(field, longest);
    if (sent.faults().size() == known && (text == null || text.isBlank())) {
      sent.faults().add(new FieldFault(field, "Is required."));
    }
    return text;
  }
}
