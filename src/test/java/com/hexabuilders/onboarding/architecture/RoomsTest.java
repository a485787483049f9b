package com.hexabuilders.onboarding.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.hexabuilders.onboarding.OnboardingApplication;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;

/** Who may know whom. */
@AnalyzeClasses(packagesOf = OnboardingApplication.class, importOptions = DoNotIncludeTests.class)
class RoomsTest {

  private static final String ALL = "com.hexabuilders.onboarding";
  private static final String[] PARTICIPANTS = {
    "partners", "contracts", "documents", "campaigns", "recruitment"
  };
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

  @ArchTest static final ArchRule the_journal_knows_no_other_room = knowsOnly("saga");

  @ArchTest
  static final ArchRule the_journal_and_the_participants_know_no_web =
      noClasses()
          .that()
          .resideInAnyPackage(rooms(with(PARTICIPANTS, "saga")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WEB);

  @ArchTest static final ArchRule partners_know_only_the_journal = knowsOnly("partners", "saga");

  @ArchTest static final ArchRule contracts_know_only_the_journal = knowsOnly("contracts", "saga");

  @ArchTest static final ArchRule documents_know_only_the_journal = knowsOnly("documents", "saga");

  @ArchTest static final ArchRule campaigns_know_only_the_journal = knowsOnly("campaigns", "saga");

  @ArchTest
  static final ArchRule recruitment_knows_only_the_journal = knowsOnly("recruitment", "saga");

  @ArchTest static final ArchRule intake_knows_only_the_journal = knowsOnly("intake", "saga");

  @ArchTest
  static final ArchRule the_console_knows_only_journal_and_intake =
      knowsOnly("console", "saga", "intake");

  @ArchTest
  static final ArchRule security_knows_only_the_console = knowsOnly("security", "console");

  @ArchTest
  static final ArchRule management_knows_only_journal_and_console =
      knowsOnly("management", "saga", "console");

  @ArchTest
  static final ArchRule only_management_knows_jolokia =
      noClasses()
          .that()
          .resideOutsideOfPackage(ALL + ".management..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jolokia..");

  @ArchTest static final ArchRule telemetry_knows_only_the_journal = knowsOnly("telemetry", "saga");

  @ArchTest
  static final ArchRule routing_knows_no_participant =
      knowsOnly("routing", "saga", "intake", "console");

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

  private static ArchRule knowsOnly(String room, String... others) {
    Set<String> known = Set.of(rooms(with(others, room)));
    String[] foreign =
        Stream.of(
                rooms(
                    with(
                        PARTICIPANTS,
                        "saga",
                        "intake",
                        "console",
                        "security",
                        "routing",
                        "management",
                        "telemetry")))
            .filter(other -> !known.contains(other))
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ALL + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(foreign);
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
