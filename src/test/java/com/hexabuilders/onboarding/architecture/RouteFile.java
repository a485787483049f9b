package com.hexabuilders.onboarding.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.Yaml;

/**
 * One route file as plain YAML.
 *
 * @param name file name
 * @param lines how long it is
 * @param entries its entries, each one kind (route, rest, ...) with its content
 */
record RouteFile(String name, long lines, List<Entry> entries) {

  /** One entry of the file. */
  record Entry(String kind, Map<String, Object> content) {

    /** Where it is named: templated routes have a route's id. */
    String id() {
      return text(kind.equals("templatedRoute") ? "routeId" : "id");
    }

    /** A value as text, empty if it is not there. */
    String text(String key) {
      return RouteFile.text(content, key);
    }

    /** The route itself: a template's is inside. */
    Map<String, Object> route() {
      return kind.equals("routeTemplate") ? map(content.get("route")) : content;
    }
  }

  static RouteFile read(String name, String text) {
    List<Entry> entries = new ArrayList<>();
    for (Object item : (List<?>) new Yaml().load(text)) {
      map(item).forEach((kind, content) -> entries.add(new Entry(kind, map(content))));
    }
    return new RouteFile(name, text.lines().count(), entries);
  }

  /** Calls back for every key of a tree, however deep. */
  static void walk(Object node, BiConsumer<String, Object> visitor) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            visitor.accept(String.valueOf(key), value);
            walk(value, visitor);
          });
    } else if (node instanceof List<?> list) {
      list.forEach(item -> walk(item, visitor));
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object node) {
    return node instanceof Map<?, ?> ? (Map<String, Object>) node : Map.of();
  }

  static String text(Map<String, Object> map, String key) {
    return map.get(key) == null ? "" : String.valueOf(map.get(key));
  }
}
