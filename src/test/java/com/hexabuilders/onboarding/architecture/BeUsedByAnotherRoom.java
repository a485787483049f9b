package com.hexabuilders.onboarding.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/**
 * A public type is needed outside its package: itself, by something nested in it, or in what a
 * public method of another public type takes or gives.
 */
final class BeUsedByAnotherRoom extends ArchCondition<JavaClass> {

  private static final Map<String, String> NEEDED_BY_OTHERS =
      Map.of(
          "BoundedHeaders", "Tomcat makes it by its name",
          "ProblemValve", "Tomcat makes it by its name",
          "EventTypes", "its constants are compiled into other packages",
          "PageSize", "its constants are compiled into other packages",
          "DatabaseClock", "tests of every room let time pass with it",
          "Sweeper", "tests of every room let the alarm ring with it");

  /** Public for the tests of other parts of the journal alone. */
  private static final Set<String> DRIVEN_BY_TESTS =
      Set.of(
          "CheckedJdbcTemplate",
          "Completion",
          "ReplayThread",
          "ReplayWork",
          "Retention",
          "RetentionThread",
          "SagaCensus",
          "StepExecution",
          "StepRepository",
          "UndoExecution");

  BeUsedByAnotherRoom() {
    super("be used by another room, or else be package-private");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean used =
        NEEDED_BY_OTHERS.containsKey(type.getSimpleName())
            || DRIVEN_BY_TESTS.contains(type.getSimpleName())
            || isUsedOutside(type)
            || isInPublicSignature(type);
    if (!used) {
      events.add(SimpleConditionEvent.violated(type, type.getName() + " is public for nobody."));
    }
  }

  private static boolean isUsedOutside(JavaClass type) {
    return type.getPackage().getClasses().stream()
        .filter(each -> isPartOf(each, type))
        .flatMap(each -> each.getDirectDependenciesToSelf().stream())
        .anyMatch(use -> !use.getOriginClass().getPackage().equals(type.getPackage()));
  }

  private static boolean isInPublicSignature(JavaClass type) {
    return type.getPackage().getClasses().stream()
        .filter(other -> !isPartOf(other, type) && isPublic(other))
        .flatMap(other -> other.getMethods().stream())
        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
        .anyMatch(
            method ->
                method.getReturnType().getAllInvolvedRawTypes().contains(type)
                    || method.getRawParameterTypes().contains(type));
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isPartOf(JavaClass part, JavaClass whole) {
    return part.equals(whole) || part.getName().startsWith(whole.getName() + "$");
  }
}
