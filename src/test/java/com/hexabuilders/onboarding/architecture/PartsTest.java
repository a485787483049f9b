package com.hexabuilders.onboarding.architecture;

import static com.hexabuilders.onboarding.architecture.RoomsTest.ALL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.OnboardingApplication;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Arrows between the packages of a room run one way. */
@AnalyzeClasses(packagesOf = OnboardingApplication.class, importOptions = DoNotIncludeTests.class)
class PartsTest {

  /** The room's own package. */
  private static final String ROOT = "";

  /** The packages of each room that has several; a package knows only those before it. */
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "saga",
          List.of(
              ROOT,
              "definition",
              "database",
              "state",
              "journal",
              "metrics",
              "tally",
              "start",
              "step",
              "deadline",
              "operator",
              "forecast",
              "deadletter",
              "retention"),
          "api",
          List.of(
              ROOT, "saga", "receipt", "letter", "act", "export", "stats", "stream", "health",
              "why"),
          "security",
          List.of(ROOT, "browser"),
          "routing",
          List.of("settings", "broker", "batch", "command", "http", ROOT));

  @ArchTest
  static void each_package_knows_only_those_before_it_in_its_room(JavaClasses all) {
    for (String room : RoomsTest.folders("")) {
      List<String> parts = PARTS.getOrDefault(room, List.of(ROOT));
      assertThat(parts).as("packages of " + room).containsExactlyInAnyOrderElementsOf(found(room));
      for (int i = 0; i < parts.size() - 1; i++) {
        knowsNone(room, parts.get(i), parts.subList(i + 1, parts.size())).check(all);
      }
    }
  }

  @ArchTest
  static final ArchRule participants_know_of_the_journal_what_is_said_to_them =
      noClasses()
          .that()
          .resideInAnyPackage(
              Stream.of(RoomsTest.PARTICIPANTS)
                  .map(room -> ALL + "." + room + "..")
                  .toArray(String[]::new))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ALL + ".saga.*..");

  /** Which values change together stands in the methods of the type that has them. */
  @ArchTest
  static final ArchRule sagas_change_by_their_own_methods_only =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(name("saga", "state"))
          .and()
          .areDeclaredInClassesThat()
          .areNotRecords()
          .and()
          .areNotStatic()
          .should()
          .bePrivate();

  private static List<String> found(String room) {
    List<String> found = new ArrayList<>(RoomsTest.folders(room));
    found.add(ROOT);
    return found;
  }

  private static ArchRule knowsNone(String room, String part, List<String> later) {
    return noClasses()
        .that()
        .resideInAPackage(name(room, part))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later.stream().map(other -> name(room, other)).toArray(String[]::new));
  }

  private static String name(String room, String part) {
    return ALL + "." + room + (part.equals(ROOT) ? "" : "." + part + "..");
  }
}
