package com.hexabuilders.onboarding.api.act;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.ActBody;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.saga.SagaApi;
import com.hexabuilders.onboarding.api.saga.UnknownSagas;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.forecast.Effect;
import com.hexabuilders.onboarding.saga.forecast.ForecastReply;
import com.hexabuilders.onboarding.saga.forecast.ForecastReply.Forecast;
import com.hexabuilders.onboarding.saga.forecast.Forecasts;
import com.hexabuilders.onboarding.saga.forecast.WhatIf;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells a person before an act what it would lead to. Changes nothing. */
@Component("whatIfApi")
class WhatIfApi {

  private static final int LONGEST_ACTION = 20;
  private static final int LONGEST_STEP = 100;

  private final Forecasts forecasts;
  private final UnknownSagas unknown;
  private final Clock clock;

  WhatIfApi(Forecasts forecasts, UnknownSagas unknown, Clock clock) {
    this.forecasts = forecasts;
    this.unknown = unknown;
    this.clock = clock;
  }

  /**
   * Answers POST /sagas/{id}/what-if.
   *
   * @param id a saga_id or partner_id
   * @param body {@code {"action": "compensate"|"skip"|"retry", "step": "..."}}
   */
  public Reply forecast(String id, String body, Caller caller) {
    if (!PartnerId.wellFormed(id)) {
      return SagaApi.unknown();
    }
    ActBody sent = ActBody.read(body);
    Optional<WhatIf.Action> action = action(sent);
    String step = sent.text("step", LONGEST_STEP);
    if (step != null && action.isPresent() && !action.get().isOfStep()) {
      sent.faults().add(new FieldFault("step", "Is only for skip and retry; leave it out."));
    }
    return sent.faults().isEmpty()
        ? answer(new WhatIf(action.orElseThrow(), id, step, caller.actor()))
        : Problems.invalid(sent.faults());
  }

  private static Optional<WhatIf.Action> action(ActBody sent) {
    int known = sent.faults().size();
    Optional<WhatIf.Action> action = WhatIf.Action.of(sent.text("action", LONGEST_ACTION));
    if (action.isEmpty() && sent.faults().size() == known) {
      sent.faults().add(new FieldFault("action", "Must be compensate, skip or retry."));
    }
    return action;
  }

  private Reply answer(WhatIf asked) {
    ForecastReply reply = forecasts.of(asked);
    if (reply instanceof ForecastReply.NoStep missing) {
      return Problems.notFound(missing.sentence());
    }
    if (reply instanceof ForecastReply.StepWanted wanted) {
      return Problems.of(409, wanted.sentence());
    }
    return reply instanceof Forecast forecast
        ? Reply.of(200, json(asked, forecast))
        : unknown.problem(asked.saga());
  }

  private ObjectNode json(WhatIf asked, Forecast forecast) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("saga_id", forecast.sagaId())
            .put("partner_id", forecast.partnerId())
            .put("action", asked.action().word())
            .put("step", forecast.step())
            .put("status", forecast.status())
            .put("as_of_seq", forecast.asOfSeq())
            .put("possible", forecast.possible())
            .put("sentence", forecast.sentence())
            .put("assumption", ForecastReply.ASSUMPTION);
    ArrayNode effects = body.putArray("effects");
    forecast.effects().forEach(effect -> effects.add(json(effect)));
    return body.put("final_status", forecast.finalStatus())
        .put("timestamp", clock.instant().toString());
  }

  private static ObjectNode json(Effect effect) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("seq", effect.seq())
        .put("what", effect.what().word())
        .put("step", effect.step())
        .put("effect", effect.effect())
        .put("event", effect.event())
        .put("sentence", effect.sentence());
  }
}
