package com.hexabuilders.onboarding.proof.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The application knows its failpoints by name, and nothing in it can act there. */
class InertFailpointsTest {

  private static final String ROOT = "com.hexabuilders.onboarding";

  private final JavaClass failpoint = new ClassFileImporter().importClass(Failpoint.class);

  @Test
  void reaching_a_failpoint_calls_nothing_and_reads_nothing() {
    assertThat(failpoint.getMethod("reached").getAccessesFromSelf()).isEmpty();
  }

  @Test
  void no_listener_or_switch_can_be_set() {
    assertThat(failpoint.getFields())
        .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
    assertThat(failpoint.getMethods())
        .filteredOn(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
        .extracting(method -> method.getName())
        .containsExactlyInAnyOrder("reached", "valueOf", "values");
  }

  @Test
  void every_failpoint_is_reached_in_exactly_one_place() {
    List<String> reached =
        new ClassFileImporter()
            .importPackages(ROOT).stream()
                .filter(type -> !type.getPackageName().endsWith(".explorer"))
                .filter(type -> !type.getName().equals(Failpoint.class.getName()))
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(Failpoint.class))
                .map(access -> access.getTarget().getName())
                .filter(name -> Pattern.matches("[A-Z_]+", name))
                .toList();
    assertThat(reached)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Failpoint.values()).map(Enum::name).toList());
  }
}
