package com.hexabuilders.onboarding.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A public type is needed outside its package: itself, by something nested in it, or in what a
 * public method of another public type takes or gives.
 */
final class BeUsedByAnotherRoom extends ArchCondition<JavaClass> {

  private static final Map<String, String> NEEDED_BY_OTHERS =
      Map.of(
          "BoundedHeaders", "Tomcat makes it by its name",
          "ProblemValve", "Tomcat makes it by its name");

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?(com\\.hexabuilders[\\w.]*?\\.[A-Z]\\w*)");

  /** Names of all types that a source of another package imports, tests and constants included. */
  private static final Set<String> IMPORTS = imports();

  BeUsedByAnotherRoom() {
    super("be used by another room, or else be package-private");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean used =
        NEEDED_BY_OTHERS.containsKey(type.getSimpleName())
            || isUsedOutside(type)
            || isImportedByASource(type)
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

  /** Tests are no part of the classes, and constants leave no trace in those that use them. */
  private static boolean isImportedByASource(JavaClass type) {
    return IMPORTS.contains(type.getName());
  }

  private static Set<String> imports() {
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      return sources
          .filter(file -> file.toString().endsWith(".java"))
          .map(BeUsedByAnotherRoom::text)
          .flatMap(text -> IMPORT.matcher(text).results().map(found -> found.group(1)))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
