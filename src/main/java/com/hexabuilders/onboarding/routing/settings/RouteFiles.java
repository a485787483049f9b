package com.hexabuilders.onboarding.routing.settings;

import com.hexabuilders.onboarding.saga.definition.RouteDeclaration;
import com.hexabuilders.onboarding.saga.definition.WrongRouteFiles;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads what the route files declare, with file and line, before Camel runs any of them. */
public final class RouteFiles {

  private RouteFiles() {}

  /**
   * The templated routes of all files that a Camel include pattern names, in order of file name.
   */
  public static List<RouteDeclaration> read(String includePattern) {
    List<RouteDeclaration> declarations = new ArrayList<>();
    Map<String, Set<String>> templates = new HashMap<>();
    for (String pattern : includePattern.split(",")) {
      for (Resource file : files(pattern.strip())) {
        for (Node entry : entries(file)) {
          value(entry, "templatedRoute")
              .ifPresent(route -> declarations.add(declaration(file.getFilename(), route)));
          value(entry, "routeTemplate")
              .ifPresent(each -> templates.put(text(each, "id"), parameters(each).keySet()));
        }
      }
    }
    declarations.forEach(route -> refuseUnknown(route, templates.get(route.template())));
    return declarations;
  }

  /** Camel would take a misspelt parameter and not use it; that there is no template it says. */
  private static void refuseUnknown(RouteDeclaration route, Set<String> known) {
    for (String name : known == null ? Set.<String>of() : route.parameters().keySet()) {
      if (!known.contains(name)) {
        throw new WrongRouteFiles(
            String.format(
                Locale.ROOT,
                "%s: the template %s has no parameter '%s'; the nearest is '%s'. Correct the name, or leave it out.",
                route.place(),
                route.template(),
                name,
                Nearest.to(name, known)));
      }
    }
  }

  private static List<Resource> files(String pattern) {
    try {
      return Stream.of(new PathMatchingResourcePatternResolver().getResources(pattern))
          .sorted(Comparator.comparing(Resource::getFilename))
          .toList();
    } catch (IOException e) {
      throw new WrongRouteFiles("The route files " + pattern + " cannot be listed.");
    }
  }

  private static List<Node> entries(Resource file) {
    try (Reader text = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      Node document = new Yaml(new LoaderOptions()).compose(text);
      return document instanceof SequenceNode entries ? entries.getValue() : List.of();
    } catch (IOException | YAMLException e) {
      throw new WrongRouteFiles(file.getFilename() + " cannot be read as YAML: " + e.getMessage());
    }
  }

  private static RouteDeclaration declaration(String file, Node route) {
    int line = route.getStartMark().getLine() + 1;
    return new RouteDeclaration(file, line, text(route, "routeTemplateRef"), parameters(route));
  }

  /** Of a templated route its values by name; of a template the names. */
  private static Map<String, String> parameters(Node route) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (value(route, "parameters").orElse(null) instanceof SequenceNode list) {
      for (Node parameter : list.getValue()) {
        parameters.put(text(parameter, "name"), text(parameter, "value"));
      }
    }
    return parameters;
  }

  private static String text(Node mapping, String key) {
    return value(mapping, key)
        .map(node -> node instanceof ScalarNode scalar ? scalar.getValue() : "")
        .orElse("");
  }

  private static Optional<Node> value(Node mapping, String key) {
    if (!(mapping instanceof MappingNode map)) {
      return Optional.empty();
    }
    return map.getValue().stream()
        .filter(
            tuple -> tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .map(tuple -> tuple.getValueNode())
        .findFirst();
  }
}
