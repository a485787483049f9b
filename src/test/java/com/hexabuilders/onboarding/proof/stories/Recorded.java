package com.hexabuilders.onboarding.proof.stories;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What differs between the run a document shows and this one: ids, times and ports. An id that was
 * shown stands for the same id of this run from then on, also in later commands.
 */
final class Recorded {

  private static final Pattern UUID =
      Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern OTHERS =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|\\bID:[\\w.-]+(:\\d+)+|:\\d{4,5}\\b");

  private final Map<String, String> ids = new HashMap<>();

  /** A command with the ids of this run. */
  String translated(String command) {
    return UUID.matcher(command)
        .replaceAll(id -> Matcher.quoteReplacement(ids.getOrDefault(id.group(), id.group())));
  }

  /** Whether this run wrote what the document shows; if so, remembers the ids. */
  boolean matches(List<String> shown, String written) {
    String expected = String.join("\n", shown);
    String actual = written.stripTrailing();
    if (!masked(expected).equals(masked(actual))) {
      return false;
    }
    Map<String, String> now = new HashMap<>(ids);
    List<String> theirs = found(expected);
    List<String> ours = found(actual);
    for (int i = 0; i < theirs.size(); i++) {
      boolean taken = now.containsValue(ours.get(i));
      String known = now.putIfAbsent(theirs.get(i), ours.get(i));
      if (known == null ? taken : !known.equals(ours.get(i))) {
        return false;
      }
    }
    ids.putAll(now);
    return true;
  }

  private static String masked(String text) {
    String blanks = text.replaceAll("(?m) +$", "");
    return OTHERS.matcher(UUID.matcher(blanks).replaceAll("<id>")).replaceAll("<other>");
  }

  private static List<String> found(String text) {
    List<String> found = new ArrayList<>();
    UUID.matcher(text).results().map(MatchResult::group).forEach(found::add);
    return found;
  }
}
