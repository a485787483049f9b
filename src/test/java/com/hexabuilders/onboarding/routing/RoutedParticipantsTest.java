package com.hexabuilders.onboarding.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.saga.Participants;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import com.hexabuilders.onboarding.saga.definition.RouteDeclaration;
import com.hexabuilders.onboarding.saga.definition.RouteDeclarations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What {@code execute} names is looked up at the start, and called as it stands. */
class RoutedParticipantsTest {

  private static final String SEND = "bean:letters?method=send";
  private static final String TAKE_BACK = "bean:letters?method=takeBack";

  private final List<StepOutcome> outcomes = new ArrayList<>();
  private Throwable breakage;
  private Thread caller;

  /** As a participant is: package-private, with public methods for lists. */
  class Letters {
    public List<StepOutcome> send(List<StepCommand> batch) throws Throwable {
      caller = Thread.currentThread();
      if (breakage != null) {
        throw breakage;
      }
      return outcomes;
    }

    public List<UndoOutcome> takeBack(List<UndoCommand> batch) {
      return batch.stream().map(command -> new UndoOutcome(true, "Void.")).toList();
    }

    public StepOutcome sendOne(StepCommand command) {
      return outcomes.get(0);
    }

    public List<String> names(List<StepCommand> batch) {
      return List.of();
    }

    List<StepOutcome> sendSecretly(List<StepCommand> batch) {
      return outcomes;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
bean:leters?method=send       | there is no bean 'leters'; the nearest is 'letters'. Correct the name in 'execute', or name a class @Service("leters").
bean:letters?method=sent      | the bean 'letters' has no method 'sent' for a saga-step; the nearest is 'send'. Correct the name in 'execute', or declare public List<StepOutcome> sent(List<StepCommand> batch).
bean:letters?method=takeBack  | the bean 'letters' has no method 'takeBack' for a saga-step; the nearest is 'send'
bean:letters?method=sendOne   | the bean 'letters' has no method 'sendOne' for a saga-step
bean:letters?method=names     | the bean 'letters' has no method 'names' for a saga-step
bean:letters?method=sendSecretly | the bean 'letters' has no method 'sendSecretly' for a saga-step
bean:letters                  | 'execute' is 'bean:letters', which names no bean and method. Write it as bean:<bean>?method=<method>.
http://letters/send           | 'execute' is 'http://letters/send', which names no bean and method
""")
  void a_name_that_leads_nowhere_ends_the_start_with_file_line_and_cure(String step, String why) {
    assertThat(refusal(step, TAKE_BACK)).startsWith("65-letter.camel.yaml, line 2: " + why);
  }

  @Test
  void an_undo_is_looked_up_as_an_undo() {
    assertThat(refusal(SEND, SEND))
        .isEqualTo(
            "65-letter.camel.yaml, line 14: the bean 'letters' has no method 'send' for a"
                + " saga-undo; the nearest is 'takeBack'. Correct the name in 'execute', or declare"
                + " public List<UndoOutcome> send(List<UndoCommand> batch).");
  }

  @Test
  void the_bean_is_called_on_the_calling_thread() {
    try (AnnotationConfigApplicationContext started = started(SEND, TAKE_BACK)) {
      outcomes.add(new StepOutcome.Refused("No."));
      assertThat(participants(started).execute("letter", commands())).isEqualTo(outcomes);
      assertThat(caller).isSameAs(Thread.currentThread());
      assertThat(
              participants(started)
                  .undo("letter", List.of(new UndoCommand("s", "p", "letter", "Why."))))
          .containsExactly(new UndoOutcome(true, "Void."));
    }
  }

  @Test
  void what_a_participant_throws_comes_as_it_is_and_never_as_an_error() {
    try (AnnotationConfigApplicationContext started = started(SEND, TAKE_BACK)) {
      breakage = new IllegalStateException("broken");
      assertThat(thrownBy(started)).isSameAs(breakage);
      breakage = new AssertionError("broken");
      assertThat(thrownBy(started)).isInstanceOf(RuntimeException.class).hasCause(breakage);
      breakage = new InterruptedException("broken");
      assertThat(thrownBy(started)).isInstanceOf(RuntimeException.class).hasCause(breakage);
    }
  }

  @Test
  void a_participant_answers_each_command() {
    try (AnnotationConfigApplicationContext started = started(SEND, TAKE_BACK)) {
      String sentence = SEND + " must answer each of the 1 commands, in order.";
      assertThat(thrownBy(started)).hasMessage(sentence);
      outcomes.addAll(Collections.nCopies(1, null));
      assertThat(thrownBy(started)).hasMessage(sentence);
    }
  }

  @Test
  void an_undo_that_has_nothing_to_undo_needs_no_bean() {
    try (AnnotationConfigApplicationContext started = started(SEND, "")) {
      assertThatThrownBy(() -> participants(started).undo("letter", List.of()))
          .hasMessage("No 'execute' of a route file is for the step letter.");
    }
  }

  private static List<StepCommand> commands() {
    return List.of(
        new StepCommand(
            "s",
            "p",
            "letter",
            JsonNodeFactory.instance.objectNode(),
            JsonNodeFactory.instance.objectNode()));
  }

  private static Throwable thrownBy(AnnotationConfigApplicationContext started) {
    return catchThrowable(() -> participants(started).execute("letter", commands()));
  }

  private static Participants participants(AnnotationConfigApplicationContext started) {
    return started.getBean(Participants.class);
  }

  private String refusal(String step, String undo) {
    Throwable failure = catchThrowable(() -> started(step, undo).close());
    FailureAnalysis analysis = new StartupFailureAnalyzer(null).analyze(failure);
    return analysis.getDescription();
  }

  private AnnotationConfigApplicationContext started(String step, String undo) {
    List<RouteDeclaration> routes =
        List.of(route(2, "saga-step", step), route(14, "saga-undo", undo));
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.registerBean(RouteDeclarations.class, () -> () -> routes);
    context.registerBean("letters", Letters.class, Letters::new);
    context.register(RoutedParticipants.class);
    context.refresh();
    return context;
  }

  private static RouteDeclaration route(int line, String template, String execute) {
    Map<String, String> parameters = Map.of("step", "letter", "execute", execute);
    return new RouteDeclaration("65-letter.camel.yaml", line, template, parameters);
  }
}
