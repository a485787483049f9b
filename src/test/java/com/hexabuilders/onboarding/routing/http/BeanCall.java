package com.hexabuilders.onboarding.routing.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A bean call in a route file.
 *
 * @param place file and line
 * @param bean name of the bean
 * @param method its method
 * @param arguments as they stand
 */
record BeanCall(String place, String bean, String method, List<String> arguments) {

  private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)");
  private static final Pattern READ = Pattern.compile("\\$\\{(header|exchangeProperty)\\.([^}]+)}");

  /** All calls of a part of a file, in order. */
  static List<BeanCall> in(String file, Node node) {
    List<BeanCall> calls = new ArrayList<>();
    if (node instanceof MappingNode mapping) {
      text(mapping, "ref")
          .ifPresent(
              bean -> calls.add(call(file, mapping, bean, text(mapping, "method").orElse(""))));
      mapping.getValue().forEach(each -> calls.addAll(in(file, each.getValueNode())));
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(each -> calls.addAll(in(file, each)));
    }
    return calls;
  }

  /** A call that stands at this place. */
  static BeanCall call(String file, Node node, String bean, String call) {
    String place = file + ", line " + (node.getStartMark().getLine() + 1);
    Matcher matcher = CALL.matcher(call);
    if (!matcher.matches()) { // RouteLint refuses it, too
      return new BeanCall(place, bean, call, List.of());
    }
    String arguments = matcher.group(2).strip();
    return new BeanCall(
        place,
        bean,
        matcher.group(1),
        arguments.isEmpty()
            ? List.of()
            : Arrays.stream(arguments.split(",")).map(String::strip).toList());
  }

  /** Names that the arguments read of a kind: header or exchangeProperty. */
  List<String> reads(String kind) {
    return arguments.stream()
        .flatMap(argument -> READ.matcher(argument).results())
        .filter(read -> read.group(1).equals(kind))
        .map(read -> read.group(2))
        .toList();
  }

  /** A scalar of a mapping. */
  static Optional<String> text(Node node, String key) {
    return value(node, key)
        .filter(ScalarNode.class::isInstance)
        .map(value -> ((ScalarNode) value).getValue());
  }

  /** A value of a mapping. */
  static Optional<Node> value(Node node, String key) {
    return !(node instanceof MappingNode mapping)
        ? Optional.empty()
        : mapping.getValue().stream()
            .filter(
                each -> each.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
            .map(each -> each.getValueNode())
            .findFirst();
  }
}
