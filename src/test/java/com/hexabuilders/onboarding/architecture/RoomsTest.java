package com.hexabuilders.onboarding.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.OnboardingApplication;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;

/** Who may know whom. */
@AnalyzeClasses(packagesOf = OnboardingApplication.class, importOptions = DoNotIncludeTests.class)
class RoomsTest {

  static final String ALL = "com.hexabuilders.onboarding";

  /** The rooms of the participants that route files name. */
  static final String[] PARTICIPANTS =
      DeclaredStep.all().stream().map(DeclaredStep::participant).distinct().toArray(String[]::new);

  /** Each other room with those it may know; a new folder that is no participant needs a row. */
  private static final Map<String, Set<String>> OTHERS =
      Map.ofEntries(
          entry("embedded", Set.of()),
          entry("saga", Set.of("embedded")),
          entry("intake", Set.of("saga")),
          entry("telemetry", Set.of("saga")),
          entry("api", Set.of("saga", "intake", "embedded")),
          entry("security", Set.of("api")),
          entry("management", Set.of("saga", "api")),
          entry("routing", Set.of("saga", "intake", "api", "embedded")));

  private static final Map<String, Set<String>> KNOWS = new HashMap<>(OTHERS);

  static {
    Stream.of(PARTICIPANTS).forEach(room -> KNOWS.put(room, Set.of("saga")));
  }

  private static final String[] MESSAGING = {
    "org.apache.camel..",
    "org.apache.activemq..",
    "jakarta.jms..",
    "javax.jms..",
    "org.springframework.jms.."
  };
  private static final String[] WEB = {
    "jakarta.servlet..",
    "org.springframework.web..",
    "org.springframework.http..",
    "org.apache.catalina.."
  };

  @ArchTest
  static final ArchRule only_routing_knows_camel_and_jms =
      noClasses()
          .that()
          .resideOutsideOfPackage(ALL + ".routing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MESSAGING);

  @ArchTest
  static final ArchRule the_journal_and_the_participants_know_no_web =
      noClasses()
          .that()
          .resideInAnyPackage(rooms(with(PARTICIPANTS, "saga")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WEB);

  @ArchTest
  static final ArchRule only_management_knows_jolokia =
      noClasses()
          .that()
          .resideOutsideOfPackage(ALL + ".management..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jolokia..");

  @ArchTest
  static void each_room_knows_only_those_that_its_row_names(JavaClasses all) {
    assertThat(KNOWS.keySet()).as("rooms with a row").isEqualTo(Set.copyOf(folders("")));
    KNOWS.forEach(
        (room, known) -> knowsNone(room, without(KNOWS.keySet(), room, known)).check(all));
  }

  @ArchTest
  static final ArchRule no_rooms_know_each_other_in_a_circle =
      slices().matching(ALL + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothing_is_injected_into_fields = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @ArchTest
  static final ArchRule settings_are_records_and_no_values =
      noClasses().should().dependOnClassesThat().belongToAnyOf(Value.class);

  @ArchTest
  static final ArchRule no_lombok =
      noClasses().should().dependOnClassesThat().resideInAPackage("lombok..");

  @ArchTest
  static final ArchRule no_baggage_of_a_stranger_is_read =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.opentelemetry.api.baggage..");

  @ArchTest
  static final ArchRule nobody_names_a_type_after_nothing =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Common|Impl)(\\$.*)?");

  @ArchTest
  static final ArchRule public_types_are_used_by_another_room =
      classes()
          .that(areTopLevel())
          .and()
          .arePublic()
          .and()
          .doNotHaveFullyQualifiedName(OnboardingApplication.class.getName())
          .should(new BeUsedByAnotherRoom());

  @ArchTest
  static final ArchRule only_the_main_class_starts_spring =
      noClasses()
          .that()
          .resideInAPackage(ALL + ".*..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(SpringApplication.class);

  private static ArchRule knowsNone(String room, String... foreign) {
    return noClasses()
        .that()
        .resideInAPackage(ALL + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(rooms(foreign));
  }

  private static String[] without(Set<String> rooms, String room, Set<String> known) {
    return rooms.stream()
        .filter(other -> !other.equals(room) && !known.contains(other))
        .toArray(String[]::new);
  }

  static List<String> folders(String below) {
    Path folder = Path.of("src/main/java", ALL.replace('.', '/'), below);
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] rooms(String... names) {
    return Arrays.stream(names).map(name -> ALL + "." + name + "..").toArray(String[]::new);
  }

  private static String[] with(String[] names, String... more) {
    return Stream.concat(Arrays.stream(names), Arrays.stream(more)).toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> areTopLevel() {
    return DescribedPredicate.describe("are top-level", JavaClass::isTopLevelClass);
  }
}
