package com.hexabuilders.onboarding.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What follows a verb on the command line.
 *
 * @param url the broker's address as a client uses it
 * @param user broker user, or empty
 * @param password its password, or empty
 * @param json true to print raw events
 * @param operands everything that is not an option
 */
record CommandOptions(
    String url, String user, String password, boolean json, List<String> operands) {

  private static final String DEFAULT_URL = "tcp://127.0.0.1:61616";

  /**
   * Reads the words after the verb; what they leave open comes from the settings.
   *
   * @param settings value of a setting such as {@code onboarding.broker.url}, or null
   */
  static CommandOptions parse(List<String> words, UnaryOperator<String> settings)
      throws CommandFailure {
    String url = or(settings.apply("onboarding.broker.url"), DEFAULT_URL);
    String user = or(settings.apply("onboarding.broker.user"), "");
    String password = or(settings.apply("onboarding.broker.password"), "");
    boolean json = false;
    List<String> operands = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("--broker=")) {
        url = or(value(word), url);
      } else if (word.startsWith("--user=")) {
        user = value(word);
      } else if (word.startsWith("--password=")) {
        password = value(word);
      } else if (word.equals("--json")) {
        json = true;
      } else if (word.startsWith("--")) {
        throw CommandFailure.misused("There is no option " + word + ".");
      } else {
        operands.add(word);
      }
    }
    if (!url.contains(":")) {
      throw CommandFailure.misused("--broker looks like tcp://host:61616; it is " + url + ".");
    }
    return new CommandOptions(BrokerUrl.client(url), user, password, json, operands);
  }

  /** Settings as the application reads them: system property first, then environment variable. */
  static String fromProcess(String name) {
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
    return System.getProperty(name, System.getenv(variable));
  }

  private static String value(String word) {
    return word.substring(word.indexOf('=') + 1);
  }

  private static String or(String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value.strip();
  }
}
