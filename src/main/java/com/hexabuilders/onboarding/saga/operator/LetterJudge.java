package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.PartnerWords;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says whether the body of a dead letter is about a partner, whatever form it has. The partner's id
 * decides. Where a text names no partner, the partner's e-mail address or telephone number decides.
 * Where no other address is in the text, name and street decide.
 *
 * <p>A doubt is not a yes: deleting another partner's letter would lose a start.
 */
final class LetterJudge {

  /** What a letter is to the partner. */
  enum Verdict {
    THEIRS,
    NOT_THEIRS,
    /** A part cannot be read, or what is found may be another partner's too. */
    UNKNOWN
  }

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(?<!/)partner[_-]?id[\\s\"'\\\\=:>]{1,16}+([a-z0-9][a-z0-9._:@-]{0,99})");
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@\"'<>]@[^\\s@\"'<>]{1,200}\\.\\p{L}");
  private static final String BEFORE = "(?<![\\p{L}\\p{N}._+-])";
  private static final String BEHIND = "(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])";
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}++");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]++");
  private static final int TELEPHONE = 7;
  private static final int NATIONAL = 9;
  private static final int SHORTEST_NAME = 4;
  private static final int SHORTEST_STREET = 8;
  private static final int SHORTEST_PIECE = 6;

  private final String partnerId;
  private final List<Pattern> contacts;
  private final List<String> emails;
  private final Set<String> names;

  LetterJudge(String partnerId, PartnerWords words) {
    this.partnerId = partnerId;
    this.emails = words.emails().stream().map(LetterJudge::plain).toList();
    this.contacts =
        Stream.concat(
                emails.stream()
                    .map(email -> Pattern.compile(BEFORE + Pattern.quote(email) + BEHIND)),
                words.telephones().stream()
                    .map(LetterJudge::digits)
                    .filter(digits -> digits.length() >= TELEPHONE)
                    .map(LetterJudge::telephone))
            .toList();
    this.names = names(words);
  }

  private static Set<String> names(PartnerWords words) {
    return Stream.concat(
            skeletons(words.names(), SHORTEST_NAME), skeletons(words.streets(), SHORTEST_STREET))
        .collect(Collectors.toSet());
  }

  private static Stream<String> skeletons(Collection<String> words, int shortest) {
    return words.stream()
        .map(LetterJudge::skeleton)
        .filter(word -> word.length() - 2 >= shortest); // without the blanks around it
  }

  /**
   * Judges a body.
   *
   * @param noted the partner the letter is noted for; null if for none
   */
  Verdict of(String body, String noted) {
    DecodedTexts decoded = DecodedTexts.of(body);
    Traces traces = new Traces();
    traces.otherNamed = noted != null && !noted.equals(partnerId);
    decoded.texts().forEach(traces::look);
    if (traces.named) {
      return Verdict.THEIRS;
    }
    if (traces.otherNamed) {
      return traces.contact ? Verdict.UNKNOWN : Verdict.NOT_THEIRS;
    }
    if (traces.contact || traces.name && !traces.otherContact) {
      return Verdict.THEIRS;
    }
    return traces.name || !decoded.whole() ? Verdict.UNKNOWN : Verdict.NOT_THEIRS;
  }

  /** What was found in the texts of one body. */
  private final class Traces {
    private boolean named;
    private boolean otherNamed;
    private boolean contact;
    private boolean otherContact;
    private boolean name;

    void look(String text) {
      Matcher ids = NAMED.matcher(text);
      while (ids.find()) {
        named |= ids.group(1).equals(partnerId);
        otherNamed |= !ids.group(1).equals(partnerId) && !ids.group(1).equalsIgnoreCase("null");
      }
      String plain = plain(text);
      boolean found = contacts.stream().anyMatch(word -> word.matcher(plain).find());
      contact |=
          found || emails.stream().anyMatch(mail -> ends(plain, mail, mail.indexOf('@') + 1));
      otherContact |= !found && ADDRESS.matcher(plain).find();
      String skeleton = skeleton(text);
      String cut = skeleton.stripTrailing();
      name |=
          emails.stream().anyMatch(email -> ends(plain, email, SHORTEST_PIECE))
              || names.stream()
                  .anyMatch(word -> skeleton.contains(word) || ends(cut, word, SHORTEST_PIECE));
    }
  }

  /** Whether a text was cut off within a word of which so many characters are there. */
  private static boolean ends(String text, String word, int least) {
    for (int length = word.length() - 1; length >= Math.max(least, SHORTEST_PIECE); length--) {
      if (text.endsWith(word.substring(0, length))) {
        return true;
      }
    }
    return false;
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** Letters and digits alone, without accents and case, a blank around each word. */
  private static String skeleton(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    String bare = ACCENTS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    return " " + BETWEEN.matcher(bare).replaceAll(" ").strip() + " ";
  }

  /** Without the extension. */
  private static String digits(String telephone) {
    return plain(telephone).replaceFirst("(x|ext|#).*", "").replaceAll("\\D", "");
  }

  /** However it is spaced; of a long one its end, because its country may be left out. */
  private static Pattern telephone(String digits) {
    boolean isLong = digits.length() > NATIONAL;
    String end = isLong ? digits.substring(digits.length() - NATIONAL) : digits;
    String spaced = String.join("[\\s().\\-/]{0,3}", end.split(""));
    return Pattern.compile((isLong ? "" : "(?<!\\d)") + spaced + "(?!\\d)");
  }
}
