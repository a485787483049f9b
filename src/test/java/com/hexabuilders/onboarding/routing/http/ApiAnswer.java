package com.hexabuilders.onboarding.routing.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A use of the template that answers requests: it opens the request before the call.
 *
 * @param endpoint where an address leads to
 * @param call what answers
 */
record ApiAnswer(String endpoint, BeanCall call) {

  private static final String TEMPLATE = "api-answer";

  /** What an entry of a route file is, if it is one. */
  static Optional<ApiAnswer> of(String file, Node entry) {
    return BeanCall.value(entry, "templatedRoute")
        .filter(use -> BeanCall.text(use, "routeTemplateRef").orElse("").equals(TEMPLATE))
        .map(use -> read(file, use));
  }

  private static ApiAnswer read(String file, Node use) {
    Map<String, Node> values = new HashMap<>();
    if (BeanCall.value(use, "parameters").orElse(null) instanceof SequenceNode parameters) {
      parameters
          .getValue()
          .forEach(each -> values.put(BeanCall.text(each, "name").orElse(""), each));
    }
    return new ApiAnswer(
        value(values, "endpoint"),
        BeanCall.call(file, values.get("call"), value(values, "bean"), value(values, "call")));
  }

  private static String value(Map<String, Node> values, String name) {
    return BeanCall.text(values.get(name), "value").orElse("");
  }
}
