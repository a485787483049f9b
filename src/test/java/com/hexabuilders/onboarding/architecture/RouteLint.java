package com.hexabuilders.onboarding.architecture;

import com.hexabuilders.onboarding.architecture.RouteFile.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a set of route files by the house rules. */
final class RouteLint {

  static final int LONGEST_FILE = 119;
  static final int MOST_STEPS = 7;
  static final String ERRORS = "errors.camel.yaml";

  private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern CALL = Pattern.compile("\\w+\\((\\s*|[^,]+(,[^,]+)*)\\)");

  /** A call that each use of the template names. */
  private static final Pattern CALL_OF_USE = Pattern.compile("\\{\\{call}}");

  private static final Pattern SENTENCE = Pattern.compile("(?s)\\p{Lu}.+\\.");
  private static final Set<String> KINDS =
      Set.of(
          "route",
          "routeTemplate",
          "templatedRoute",
          "routeConfiguration",
          "rest",
          "restConfiguration");
  private static final Set<String> WITH_DESCRIPTION =
      Set.of("route", "routeTemplate", "routeConfiguration", "rest");
  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete", "head");
  private static final Set<String> FORBIDDEN =
      Set.of(
          ("groovy script sql process setProperty setProperties toD recipientList routingSlip dynamicRouter javascript "
                  + "js python java joor mvel ognl spel exchangeProperty kamelet saga wireTap")
              .split(" "));
  private static final Set<String> FORBIDDEN_SCHEMES =
      Set.of("sql", "jdbc", "language", "groovy", "exec", "class", "script", "saga");
  private static final Set<String> ERROR_HANDLING =
      Set.of("onException", "errorHandler", "doTry", "doCatch", "onFallback", "intercept");

  /**
   * Its copies are best effort: one that finds no room must not roll back the session it shares.
   */
  private static final String MAY_CATCH = "route 'copy-dead-letters'";

  private final List<String> faults = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> configurations = new HashSet<>();
  private final Set<String> templates = new HashSet<>();

  private RouteLint(List<RouteFile> files) {
    for (RouteFile file : files) {
      for (Entry entry : file.entries()) {
        if (entry.kind().equals("routeConfiguration")) {
          configurations.add(entry.id());
        } else if (entry.kind().equals("routeTemplate")) {
          templates.add(entry.id());
        }
      }
    }
    files.forEach(this::check);
  }

  /** Faults of all files, one sentence each. */
  static List<String> faults(List<RouteFile> files) {
    return new RouteLint(files).faults;
  }

  private void check(RouteFile file) {
    if (!file.name().endsWith(".camel.yaml")) {
      faults.add(file.name() + " is not named *.camel.yaml.");
    }
    if (file.lines() > LONGEST_FILE) {
      faults.add("%s has %d lines; split it.".formatted(file.name(), file.lines()));
    }
    for (Entry entry : file.entries()) {
      String place = file.name() + ", " + entry.kind() + " '" + entry.id() + "'";
      if (!KINDS.contains(entry.kind())) {
        faults.add(place + " is a kind of entry that is not used here.");
      } else if (!entry.kind().equals("restConfiguration")) {
        checkEntry(place, entry);
      }
      RouteFile.walk(entry.content(), (key, value) -> checkKey(place, file.name(), key, value));
    }
  }

  private void checkEntry(String place, Entry entry) {
    checkId(place, entry.id());
    if (WITH_DESCRIPTION.contains(entry.kind())) {
      checkDescription(place, entry.content());
    }
    switch (entry.kind()) {
      case "route", "routeTemplate" -> checkRoute(place, entry.route());
      case "templatedRoute" -> checkTemplated(place, entry);
      case "rest" -> checkVerbs(place, entry.content());
      case "routeConfiguration" -> checkConfiguration(place);
      default -> throw new IllegalStateException(entry.kind());
    }
  }

  private void checkRoute(String place, Map<String, Object> route) {
    if (!configurations.contains(RouteFile.text(route, "routeConfigurationId"))) {
      faults.add(place + " names no routeConfigurationId of " + ERRORS + ".");
    }
    int[] steps = {0};
    RouteFile.walk(
        route,
        (key, value) -> {
          if (key.equals("steps") && value instanceof List<?> list) {
            steps[0] += list.size();
          }
        });
    if (steps[0] > MOST_STEPS) {
      faults.add("%s has %d steps; split it.".formatted(place, steps[0]));
    }
  }

  private void checkTemplated(String place, Entry entry) {
    if (!templates.contains(entry.text("routeTemplateRef"))) {
      faults.add(place + " uses a template that no file declares.");
    }
    if (entry.content().get("parameters") instanceof List<?> parameters) {
      parameters.stream()
          .map(RouteFile::map)
          .filter(parameter -> RouteFile.text(parameter, "name").equals("call"))
          .forEach(parameter -> checkCall(place, RouteFile.text(parameter, "value")));
    }
  }

  private void checkConfiguration(String place) {
    if (!place.startsWith(ERRORS)) {
      faults.add(place + " handles errors outside " + ERRORS + ".");
    }
  }

  private void checkVerbs(String place, Map<String, Object> rest) {
    for (String verb : VERBS) {
      if (rest.get(verb) instanceof List<?> addresses) {
        for (Object address : addresses) {
          Map<String, Object> content = RouteFile.map(address);
          String where = place + ", " + verb + " '" + RouteFile.text(content, "id") + "'";
          checkId(where, RouteFile.text(content, "id"));
          checkDescription(where, content);
        }
      }
    }
  }

  private void checkId(String place, String id) {
    if (!KEBAB.matcher(id).matches()) {
      faults.add(place + " needs an id in kebab-case.");
    } else if (!ids.add(id)) {
      faults.add(place + " has an id that is used already.");
    }
  }

  private void checkDescription(String place, Map<String, Object> content) {
    if (!SENTENCE.matcher(RouteFile.text(content, "description")).matches()) {
      faults.add(place + " needs a description: a sentence.");
    }
  }

  private void checkKey(String place, String file, String key, Object value) {
    if (FORBIDDEN.contains(key)) {
      faults.add(place + " uses '" + key + "'.");
    }
    if (ERROR_HANDLING.contains(key) && !file.equals(ERRORS) && !place.endsWith(MAY_CATCH)) {
      faults.add(place + " handles errors outside " + ERRORS + ": '" + key + "'.");
    }
    if (key.equals("bean") || key.equals("method") && value instanceof Map) {
      checkCall(place, RouteFile.text(RouteFile.map(value), "method"));
    }
    if (key.equals("uri") || key.equals("to")) {
      checkUri(place, String.valueOf(value));
    }
  }

  private void checkCall(String place, String call) {
    if (!CALL.matcher(call).matches() && !CALL_OF_USE.matcher(call).matches()) {
      faults.add(place + " calls a bean without spelling its arguments.");
    }
  }

  private void checkUri(String place, String uri) {
    String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : "";
    if (FORBIDDEN_SCHEMES.contains(scheme)) {
      faults.add(place + " reaches for '" + scheme + ":'.");
    }
    if (uri.contains("${")) {
      faults.add(place + " builds an address from a message.");
    }
  }
}
