package com.hexabuilders.onboarding.architecture;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.SimpleJavaFileObject;

/** One Java file, and what is wrong with its text by the house rules. */
final class JavaSource extends SimpleJavaFileObject {

  /** Imports counted: a class that knows many others does much. */
  static final int LONGEST_FILE = 200;

  private static final Pattern SLEEP =
      Pattern.compile("Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\(");
  private static final Pattern SWITCHED_OFF =
      Pattern.compile("@Disabled|@Ignore\\b|@DirtiesContext|assumeTrue|assumeThat");

  /** Consumer threads in an outage, the command that watches for a broker, and who says goodbye. */
  private static final Set<String> MAY_PAUSE =
      Set.of(
          "ReceiveLoop.java",
          "Outage.java",
          "WatchCommand.java",
          "Drain.java",
          "LastRequests.java");

  private final String name;
  private final String text;

  JavaSource(String name, String text) {
    super(URI.create("string:///" + name), Kind.SOURCE);
    this.name = name;
    this.text = text;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  /** Faults of the text, one sentence each. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    long lines = text.lines().count();
    if (lines > LONGEST_FILE) {
      faults.add("%s has %d lines; split it by meaning.".formatted(name, lines));
    }
    if (SLEEP.matcher(text).find() && !MAY_PAUSE.contains(name)) {
      faults.add(
          name + " sleeps; only consumer threads and the end pause, tests wait for something.");
    }
    if (SWITCHED_OFF.matcher(text).find()) {
      faults.add(name + " switches a test off, or throws a whole context away.");
    }
    return faults;
  }
}
