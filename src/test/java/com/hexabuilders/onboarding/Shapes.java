package com.hexabuilders.onboarding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Real-world texts, one a line; {@code \\uXXXX} stands for what cannot be seen in an editor. */
public final class Shapes {

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  private Shapes() {}

  /** Those in the file of this name. */
  public static List<String> of(String name) {
    try {
      Path file = Path.of("src/test/resources/shapes", name + ".txt");
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream().map(Shapes::plain).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String plain(String line) {
    return ESCAPE
        .matcher(line)
        .replaceAll(
            escape ->
                java.util.regex.Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(escape.group(1), 16))));
  }
}
