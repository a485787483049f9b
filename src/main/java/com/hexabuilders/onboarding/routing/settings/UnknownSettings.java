package com.hexabuilders.onboarding.routing.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Tells names that are set from names that are read, in any form in which Spring takes them. Other
 * programs share the environment and the system properties. Kubernetes, for example, has an {@code
 * ONBOARDING_PORT} for a service of that name. So of these only names that begin with {@code
 * onboarding.steps} are checked.
 */
final class UnknownSettings {

  private static final String VARIABLES =
      StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
  private static final Set<String> SHARED =
      Set.of(VARIABLES, StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

  private final List<String> known;
  private final Set<List<String>> elements;

  /**
   * @param known names of settings in kebab-case; {@code *} stands for any word
   */
  UnknownSettings(List<String> known) {
    this.known = known;
    this.elements = known.stream().map(UnknownSettings::split).collect(Collectors.toSet());
  }

  /** Ends the start at the first unknown name, with one sentence that says which is near. */
  void refuse(Iterable<PropertySource<?>> sources) {
    for (PropertySource<?> source : sources) {
      if (source instanceof EnumerablePropertySource<?> listed) {
        String group = SHARED.contains(source.getName()) ? "onboarding.steps." : "onboarding.";
        for (String name : listed.getPropertyNames()) {
          refuse(name, listed, group);
        }
      }
    }
  }

  private void refuse(String name, EnumerablePropertySource<?> source, String group) {
    boolean variable = source.getName().equals(VARIABLES) && name.indexOf('.') < 0;
    String plain = name.toLowerCase(Locale.ROOT).replace(variable ? '_' : '.', '.');
    if (!plain.startsWith(group)) {
      return;
    }
    List<String> given = elements(ConfigurationPropertyName.adapt(name, variable ? '_' : '.'));
    boolean empty = String.valueOf(source.getProperty(name)).isBlank();
    if (elements.stream().noneMatch(setting -> isMeant(setting, given, empty))) {
      String near = Nearest.to(name, known);
      throw new StartupFailure(
          String.format(
              Locale.ROOT,
              "There is no setting %s; the nearest is %s. Correct the name, or leave it out.",
              name,
              variable ? variable(near) : near));
    }
  }

  /**
   * The setting itself, one entry of it if it is a list, or a group of settings with nothing in.
   */
  private static boolean isMeant(List<String> setting, List<String> given, boolean empty) {
    int last = given.size() - 1;
    if (given.size() > setting.size()) {
      return given.size() == setting.size() + 1
          && given.get(last).matches("\\d+")
          && begins(setting, given.subList(0, last));
    }
    return (given.size() == setting.size() || empty) && begins(setting, given);
  }

  private static boolean begins(List<String> setting, List<String> given) {
    return IntStream.range(0, given.size())
        .allMatch(i -> setting.get(i).equals("*") || setting.get(i).equals(given.get(i)));
  }

  private static List<String> split(String setting) {
    return Arrays.stream(setting.split("\\.")).map(UnknownSettings::uniform).toList();
  }

  private static List<String> elements(ConfigurationPropertyName name) {
    return IntStream.range(0, name.getNumberOfElements())
        .mapToObj(i -> uniform(name.getElement(i, Form.ORIGINAL)))
        .toList();
  }

  private static String uniform(String word) {
    return word.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }

  private static String variable(String setting) {
    return setting.replaceAll("[-_]", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
