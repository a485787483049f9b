package com.hexabuilders.onboarding.routing.http;

import java.io.StringReader;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Compares the bean calls of route files with the beans, with what {@link HttpRequests} lets
 * through, and with the addresses: Camel takes any of them at the start, and hands on null.
 */
final class RouteCalls {

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete", "head");
  private static final Set<String> HEADERS =
      Stream.of(HttpRequests.HEADERS, List.of(HttpRequests.KEY), HttpRequests.QUERY)
          .flatMap(names -> names.stream())
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> PROPERTIES =
      Set.of(HttpRequests.INSTANCE, HttpRequests.CORRELATION, HttpRequests.CALLER);

  private final Map<String, Class<?>> beans;
  private final Map<String, Set<String>> variables = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  private RouteCalls(Map<String, Class<?>> beans) {
    this.beans = beans;
  }

  /** Faults of all files, by name and text: file, line and cure. */
  static List<String> faults(Map<String, String> files, Map<String, Class<?>> beans) {
    RouteCalls calls = new RouteCalls(beans);
    files.forEach((file, text) -> entries(text).forEach(calls::addresses));
    files.forEach((file, text) -> entries(text).forEach(entry -> calls.check(file, entry)));
    return calls.faults;
  }

  private static List<Node> entries(String text) {
    Node document = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    return ((SequenceNode) document).getValue();
  }

  /** Notes the variables of each address with the route that it leads to. */
  private void addresses(Node entry) {
    BeanCall.value(entry, "rest")
        .ifPresent(
            rest ->
                VERBS.forEach(verb -> sequence(rest, verb).forEach(each -> address(rest, each))));
  }

  private void address(Node rest, Node verb) {
    String path = BeanCall.text(rest, "path").orElse("") + BeanCall.text(verb, "path").orElse("");
    Set<String> named =
        VARIABLE.matcher(path).results().map(found -> found.group(1)).collect(Collectors.toSet());
    variables.merge(
        BeanCall.text(verb, "to").orElse(""),
        named,
        (one, other) -> { // what only one of two addresses has may be null
          Set<String> both = new HashSet<>(one);
          both.retainAll(other);
          return both;
        });
  }

  private void check(String file, Node entry) {
    ApiAnswer.of(file, entry)
        .ifPresentOrElse(
            answer -> {
              checkBean(answer.call());
              checkReads(answer.call(), variables.getOrDefault(answer.endpoint(), Set.of()));
              checkEndpoint(answer);
            },
            () -> BeanCall.in(file, entry).forEach(this::checkBean));
  }

  private void checkEndpoint(ApiAnswer answer) {
    if (!variables.containsKey(answer.endpoint())) {
      add(
          answer.call(),
          "no address leads to '%s'. Correct 'endpoint', or the 'to' of an address.",
          answer.endpoint());
    }
  }

  private void checkBean(BeanCall call) {
    if (call.bean().startsWith("{{")) {
      return; // of a template: its uses name the bean
    }
    Class<?> type = beans.get(call.bean());
    if (type == null) {
      add(
          call,
          "there is no bean '%s'. Correct 'ref', or name a class @Component(\"%s\").",
          call.bean(),
          call.bean());
      return;
    }
    List<Integer> counts =
        Stream.of(type.getMethods())
            .filter(method -> method.getName().equals(call.method()))
            .map(Method::getParameterCount)
            .toList();
    if (counts.isEmpty()) {
      add(
          call,
          "the bean '%s' has no public method '%s'. Correct 'method', or declare it.",
          call.bean(),
          call.method());
    } else if (!counts.contains(call.arguments().size())) {
      add(
          call,
          "'%s' of the bean '%s' takes %s arguments and gets %s. Give it what it takes.",
          call.method(),
          call.bean(),
          counts.get(0),
          call.arguments().size());
    }
  }

  private void checkReads(BeanCall call, Set<String> ofAddress) {
    for (String name : call.reads("header")) {
      if (!HEADERS.contains(name) && !ofAddress.contains(name)) {
        add(
            call,
            "'%s' is always null: httpRequests does not let it through. Add it to the lists of HttpRequests, or correct the name.",
            name);
      }
    }
    for (String name : call.reads("exchangeProperty")) {
      if (!PROPERTIES.contains(name)) {
        add(
            call,
            "'%s' is always null: httpRequests does not set it. Set it there, or correct the name.",
            name);
      }
    }
  }

  private static List<Node> sequence(Node node, String key) {
    return BeanCall.value(node, key).orElse(null) instanceof SequenceNode list
        ? list.getValue()
        : List.of();
  }

  private void add(BeanCall call, String sentence, Object... values) {
    faults.add(call.place() + ": " + String.format(Locale.ROOT, sentence, values));
  }
}
