package com.hexabuilders.onboarding.saga.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The definition is derived from the files; a wrong set of them names file, line and cure. */
class DefinitionAssemblerTest {

  @Test
  void orders_the_steps_by_their_events_whatever_the_order_of_files() {
    List<RouteDeclaration> shuffled = new ArrayList<>(Declarations.threeSteps());
    java.util.Collections.reverse(shuffled);
    SagaDefinition definition = DefinitionAssembler.assemble(shuffled).get(0);

    assertThat(definition.steps())
        .extracting(StepDefinition::name)
        .containsExactly("one", "two", "three");
    assertThat(definition.last().announces()).isEqualTo("ThreeDone");
  }

  @Test
  void a_set_without_its_last_step_is_a_shorter_saga() {
    List<RouteDeclaration> shorter = without("three");
    assertThat(DefinitionAssembler.assemble(shorter).get(0).last().name()).isEqualTo("two");
  }

  @Test
  void a_step_may_say_that_there_is_nothing_to_undo() {
    List<RouteDeclaration> all = changedUndo(Map.of("nothing-to-undo", "It only looks."));
    assertThat(DefinitionAssembler.assemble(all).get(0).steps())
        .extracting(StepDefinition::nothingToUndo)
        .containsExactly(null, "It only looks.", null);
  }

  private static List<RouteDeclaration> changedUndo(Map<String, String> says) {
    Map<String, String> parameters = new HashMap<>(Map.of("step", "two", "inbox", "two.undo"));
    parameters.putAll(says);
    return changed(
        all -> {
          all.removeIf(r -> r.template().equals("saga-undo") && r.file().startsWith("two"));
          all.add(new RouteDeclaration("two.camel.yaml", 14, "saga-undo", parameters));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refuses(String kind, List<RouteDeclaration> wrong, String file, String cure) {
    assertThatThrownBy(() -> DefinitionAssembler.assemble(wrong))
        .isInstanceOf(WrongRouteFiles.class)
        .hasMessageContaining(file)
        .hasMessageContaining(cure);
  }

  static List<Arguments> refuses() {
    return List.of(
        wrong(
            "a type that makes no address",
            changed(
                all ->
                    all.set(
                        0,
                        new RouteDeclaration(
                            "start.camel.yaml",
                            2,
                            "saga-start",
                            Map.of(
                                "type", "Partner-X", "inbox", "start", "announces", "Started")))),
            "start.camel.yaml, line 2",
            "Correct 'type'"),
        wrong(
            "a missing step in the middle",
            without("two"),
            "three.camel.yaml, line 2",
            "Put the missing step's file back"),
        wrong(
            "a step without undo",
            changed(
                all ->
                    all.removeIf(
                        r -> r.template().equals("saga-undo") && r.file().startsWith("two"))),
            "two.camel.yaml, line 2",
            "Add a templatedRoute of saga-undo"),
        wrong(
            "two steps that await the same event",
            changed(all -> all.addAll(Declarations.step("four", "OneDone", "FourDone"))),
            "four.camel.yaml, line 2",
            "let one await the other's"),
        wrong(
            "a circle",
            changed(
                all -> {
                  all.removeIf(r -> r.file().startsWith("three"));
                  all.addAll(Declarations.step("three", "TwoDone", "Started"));
                }),
            "one.camel.yaml, line 2",
            "has no circle"),
        wrong(
            "two readers of one queue",
            changed(
                all -> {
                  all.removeIf(r -> r.file().startsWith("three"));
                  all.add(
                      Declarations.forward(
                          "three", "TwoDone", "ThreeDone", Map.of("inbox", "two")));
                  all.add(Declarations.undo("three"));
                }),
            "three.camel.yaml, line 2",
            "give each its own inbox"),
        wrong(
            "a parameter that is missing",
            changed(
                all -> {
                  all.removeIf(r -> r.file().startsWith("three"));
                  all.add(
                      Declarations.forward("three", "TwoDone", "ThreeDone", Map.of("reaches", "")));
                  all.add(Declarations.undo("three"));
                }),
            "three.camel.yaml, line 2",
            "Add the parameter {name: reaches"),
        wrong(
            "an undo that is nobody's and gives no reason",
            changedUndo(Map.of()),
            "two.camel.yaml, line 14",
            "needs either 'execute'"),
        wrong(
            "an undo with nothing to undo",
            changedUndo(Map.of("execute", "bean:two", "nothing-to-undo", "It only looks.")),
            "two.camel.yaml, line 14",
            "or 'nothing-to-undo'"),
        wrong(
            "an undo of no step",
            changed(all -> all.add(Declarations.undo("nothing"))),
            "nothing.camel.yaml, line 14",
            "Correct the name"),
        wrong(
            "no completion",
            changed(all -> all.removeIf(r -> r.template().equals("saga-completion"))),
            "saga-completion",
            "Put the file back"));
  }

  private static Arguments wrong(
      String kind, List<RouteDeclaration> set, String file, String cure) {
    return Arguments.of(kind, set, file, cure);
  }

  private static List<RouteDeclaration> without(String step) {
    return changed(all -> all.removeIf(route -> route.file().startsWith(step)));
  }

  private static List<RouteDeclaration> changed(Consumer<List<RouteDeclaration>> change) {
    List<RouteDeclaration> all = new ArrayList<>(Declarations.threeSteps());
    change.accept(all);
    return all;
  }
}
