package com.hexabuilders.onboarding.architecture;

import static com.hexabuilders.onboarding.architecture.RoomsTest.ALL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.OnboardingApplication;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** Arrows between the packages below saga run one way. */
@AnalyzeClasses(packagesOf = OnboardingApplication.class, importOptions = DoNotIncludeTests.class)
class JournalPartsTest {

  /** What lies below saga, each knowing those before it and saga itself. */
  private static final List<String> JOURNAL =
      List.of(
          "definition",
          "state",
          "journal",
          "metrics",
          "start",
          "step",
          "deadline",
          "operator",
          "deadletter",
          "retention");

  @ArchTest
  static void each_part_of_the_journal_knows_only_those_before_it(JavaClasses all) {
    assertThat(JOURNAL)
        .as("parts in order")
        .containsExactlyInAnyOrderElementsOf(RoomsTest.folders("saga"));
    outOf(ALL + ".saga", 0).check(all);
    for (int i = 0; i < JOURNAL.size() - 1; i++) {
      outOf(ALL + ".saga." + JOURNAL.get(i) + "..", i + 1).check(all);
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

  /** These packages know no part of the journal from this one on. */
  private static ArchRule outOf(String packages, int firstForeign) {
    return noClasses()
        .that()
        .resideInAPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            JOURNAL.stream()
                .skip(firstForeign)
                .map(part -> ALL + ".saga." + part + "..")
                .toArray(String[]::new));
  }
}
