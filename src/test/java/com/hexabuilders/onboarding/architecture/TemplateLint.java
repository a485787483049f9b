package com.hexabuilders.onboarding.architecture;

import com.hexabuilders.onboarding.architecture.RouteFile.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is wrong with the parameters of route templates: each is described in a sentence, and one
 * name has the same description in all templates, so that it means the same in all.
 */
final class TemplateLint {

  private record Meaning(String template, String description) {}

  private final List<String> faults = new ArrayList<>();
  private final Map<String, Meaning> meanings = new HashMap<>();

  private TemplateLint() {}

  /** Faults of all templates, one sentence each. */
  static List<String> faults(List<RouteFile> files) {
    TemplateLint lint = new TemplateLint();
    for (RouteFile file : files) {
      for (Entry entry : file.entries()) {
        if (entry.kind().equals("routeTemplate")) {
          lint.check(file.name(), entry);
        }
      }
    }
    return lint.faults;
  }

  private void check(String file, Entry template) {
    if (template.content().get("parameters") instanceof List<?> parameters) {
      for (Object parameter : parameters) {
        Map<String, Object> content = RouteFile.map(parameter);
        check(
            file,
            template.id(),
            RouteFile.text(content, "name"),
            RouteFile.text(content, "description").strip());
      }
    }
  }

  private void check(String file, String template, String name, String description) {
    if (!description.matches("(?s)\\p{Lu}.+\\.")) {
      add(
          "%s, template '%s' does not describe its parameter '%s' in a sentence.",
          file, template, name);
      return;
    }
    Meaning first = meanings.putIfAbsent(name, new Meaning(template, description));
    if (first != null && !first.description().equals(description)) {
      add(
          "%s, template '%s' describes '%s' in other words than template '%s'.",
          file, template, name, first.template());
    }
  }

  private void add(String sentence, Object... values) {
    faults.add(String.format(Locale.ROOT, sentence, values));
  }
}
