package com.hexabuilders.onboarding.api.stats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.definition.StepPatience;
import com.hexabuilders.onboarding.saga.definition.StepSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Shows what new sagas of a type look like: the definition that the route files declare. */
@Component("definitionApi")
class DefinitionApi {

  private final Definitions definitions;
  private final StepPatience patience;

  DefinitionApi(Definitions definitions, StepPatience patience) {
    this.definitions = definitions;
    this.patience = patience;
  }

  /** Answers GET /sagas/definitions/{type}. */
  public Reply definition(String type) {
    Optional<SagaDefinition> found =
        definitions.all().stream().filter(known -> known.type().equals(type)).findFirst();
    return found.map(known -> Reply.of(200, json(known))).orElseGet(this::unknown);
  }

  private Reply unknown() {
    String known =
        definitions.all().stream().map(SagaDefinition::type).collect(Collectors.joining(", "));
    return Problems.notFound("There is no such saga type; the types are " + known + ".");
  }

  private ObjectNode json(SagaDefinition definition) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("saga_type", definition.type()).put("version", definition.version());
    json.putObject("start")
        .put("queue", definition.start().inbox())
        .put("announces", definition.start().announces());
    ArrayNode steps = json.putArray("steps");
    definition.steps().forEach(step -> steps.add(step(definition, step)));
    json.putObject("completion")
        .put("queue", definition.completion().inbox())
        .put("announces", definition.completion().announces())
        .put("announces_failure", definition.completion().announcesFailure());
    ArrayNode backward = json.putArray("compensation_order");
    for (int position = definition.steps().size(); position > 0; position--) {
      definition.at(position).map(StepDefinition::name).ifPresent(backward::add);
    }
    return json;
  }

  private ObjectNode step(SagaDefinition definition, StepDefinition step) {
    StepSettings settings = patience.step(step.name());
    return JsonNodeFactory.instance
        .objectNode()
        .put("position", definition.position(step.name()))
        .put("step_name", step.name())
        .put("participant", step.participant())
        .put("awaits", step.awaits())
        .put("announces", step.announces())
        .put("reaches", step.reaches())
        .put("queue", step.inbox())
        .put("undo_queue", step.undoInbox())
        .put("nothing_to_undo", step.nothingToUndo())
        .put("timeout_ms", settings.timeout().toMillis())
        .put("immediate_retries", settings.immediateRetries())
        .put("delayed_retries", settings.delayedRetries())
        .put("on_exhausted", settings.onExhausted().name().toLowerCase(Locale.ROOT));
  }
}
