package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.Participants;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import com.hexabuilders.onboarding.saga.definition.RouteDeclaration;
import com.hexabuilders.onboarding.saga.definition.RouteDeclarations;
import com.hexabuilders.onboarding.saga.definition.WrongRouteFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Calls the bean methods that the step files name as {@code execute}, on the calling thread and so
 * inside its transaction. All of them are looked up before Camel reads the first message; a name
 * that leads nowhere ends the start with {@link WrongRouteFiles} (ADR 25).
 */
@Component
class RoutedParticipants implements Participants, SmartInitializingSingleton {

  private final ListableBeanFactory beans;
  private final RouteDeclarations declarations;
  private final Map<String, ParticipantMethod> forward = new HashMap<>();
  private final Map<String, ParticipantMethod> undo = new HashMap<>();

  RoutedParticipants(ListableBeanFactory beans, RouteDeclarations declarations) {
    this.beans = beans;
    this.declarations = declarations;
  }

  /**
   * Looks up what {@code execute} names; an undo route without it has nothing to undo.
   *
   * @throws WrongRouteFiles if a bean or method is missing or does not fit
   */
  @Override
  public void afterSingletonsInstantiated() {
    ParticipantLookup ofSteps = new ParticipantLookup(beans, StepCommand.class, StepOutcome.class);
    ParticipantLookup ofUndos = new ParticipantLookup(beans, UndoCommand.class, UndoOutcome.class);
    for (RouteDeclaration route : declarations.all()) {
      String step = route.parameters().get("step");
      if (route.template().equals(RouteDeclaration.STEP)) {
        forward.put(step, ofSteps.find(route));
      } else if (route.template().equals(RouteDeclaration.UNDO)
          && !ParticipantLookup.isNobody(route)) {
        undo.put(step, ofUndos.find(route));
      }
    }
  }

  @Override
  public List<StepOutcome> execute(String step, List<StepCommand> batch) {
    return answers(forward, step, batch, StepOutcome.class);
  }

  @Override
  public List<UndoOutcome> undo(String step, List<UndoCommand> batch) {
    return answers(undo, step, batch, UndoOutcome.class);
  }

  private static <T> List<T> answers(
      Map<String, ParticipantMethod> known, String step, List<?> batch, Class<T> type) {
    ParticipantMethod participant = known.get(step);
    if (participant == null) {
      throw new IllegalStateException("No 'execute' of a route file is for the step " + step + ".");
    }
    List<?> answers = participant.call(batch);
    if (answers == null
        || answers.size() != batch.size()
        || answers.stream().anyMatch(Objects::isNull)) {
      throw new IllegalStateException(
          participant.name() + " must answer each of the " + batch.size() + " commands, in order.");
    }
    return answers.stream().<T>map(type::cast).toList();
  }
}
