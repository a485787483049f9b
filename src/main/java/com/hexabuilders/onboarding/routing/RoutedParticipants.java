package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.Participants;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import com.hexabuilders.onboarding.saga.definition.RouteDeclaration;
import com.hexabuilders.onboarding.saga.definition.RouteDeclarations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Reaches the participants through the endpoints that the step files name as {@code execute}, on
 * the calling thread and so inside its transaction.
 */
@Component
class RoutedParticipants implements Participants {

  private final ProducerTemplate camel;
  private final Map<String, String> forward = new HashMap<>();
  private final Map<String, String> undo = new HashMap<>();

  RoutedParticipants(@Lazy ProducerTemplate camel, RouteDeclarations declarations) {
    this.camel = camel;
    for (RouteDeclaration route : declarations.all()) {
      String step = route.parameters().get("step");
      String execute = route.parameters().get("execute");
      if (route.template().equals("saga-step")) {
        forward.put(step, execute);
      } else if (route.template().equals("saga-undo")) {
        undo.put(step, execute);
      }
    }
  }

  @Override
  public List<StepOutcome> execute(String step, List<StepCommand> batch) {
    return answers(forward.get(step), batch, StepOutcome.class);
  }

  @Override
  public List<UndoOutcome> undo(String step, List<UndoCommand> batch) {
    return answers(undo.get(step), batch, UndoOutcome.class);
  }

  private <T> List<T> answers(String endpoint, List<?> batch, Class<T> type) {
    List<?> answers;
    try {
      answers = camel.requestBody(endpoint, batch, List.class);
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
    }
    if (answers == null
        || answers.size() != batch.size()
        || answers.stream().anyMatch(Objects::isNull)) {
      throw new IllegalStateException(
          endpoint + " must answer each of the " + batch.size() + " commands, in order.");
    }
    return answers.stream().<T>map(type::cast).toList();
  }
}
