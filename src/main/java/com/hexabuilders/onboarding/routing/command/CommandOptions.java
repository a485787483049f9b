package com.hexabuilders.onboarding.routing.command;

import com.hexabuilders.onboarding.routing.broker.BrokerUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
  private static final String JSON = "--json";
  private static final Set<String> OPTIONS = Set.of("--broker", "--user", "--password");

  /**
   * Reads the words after the verb; what they leave open comes from the settings.
   *
   * @param settings value of a setting such as {@code onboarding.broker.url}, or null
   */
  static CommandOptions parse(List<String> words, UnaryOperator<String> settings)
      throws CommandFailure {
    Map<String, String> given = new HashMap<>();
    List<String> operands = new ArrayList<>();
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      String option = word.split("=", 2)[0];
      if (OPTIONS.contains(word)) {
        given.put(word, valueOf(word, rest));
      } else if (OPTIONS.contains(option) || word.equals(JSON)) {
        given.put(option, word.substring(word.indexOf('=') + 1));
      } else if (word.startsWith("--")) {
        throw CommandFailure.misused("There is no option " + word + ".");
      } else {
        operands.add(word);
      }
    }
    String url = or(given.get("--broker"), settings.apply("onboarding.broker.url"), DEFAULT_URL);
    if (!url.contains(":")) {
      throw CommandFailure.misused("--broker looks like tcp://host:61616; it is " + url + ".");
    }
    return new CommandOptions(
        BrokerUrl.client(url),
        or(given.get("--user"), settings.apply("onboarding.broker.user"), ""),
        or(given.get("--password"), settings.apply("onboarding.broker.password"), ""),
        given.containsKey(JSON),
        operands);
  }

  /** The word after an option that has no {@code =}. */
  private static String valueOf(String option, Iterator<String> rest) throws CommandFailure {
    String value = rest.hasNext() ? rest.next() : "--";
    if (value.startsWith("--")) {
      throw CommandFailure.misused(option + " has no value: write " + option + "=VALUE.");
    }
    return value;
  }

  /** Settings as the application reads them: system property first, then environment variable. */
  static String fromProcess(String name) {
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
    return System.getProperty(name, System.getenv(variable));
  }

  private static String or(String option, String setting, String otherwise) {
    if (option != null && !option.isBlank()) {
      return option.strip();
    }
    return setting == null || setting.isBlank() ? otherwise : setting.strip();
  }
}
