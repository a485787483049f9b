package com.hexabuilders.onboarding.proof.stories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a document shows of a terminal: an indented {@code $ command} and the lines it wrote, up to
 * the next command or the end of the block.
 *
 * @param command one line of bash
 * @param output lines without their indent
 */
record Transcript(String command, List<String> output) {

  private static final String PROMPT = "    $ ";
  private static final String INDENT = "    ";
  private static final Pattern FUNCTION = Pattern.compile("\\w+\\(\\) \\{.*}");
  private static final Pattern ACT =
      Pattern.compile("^(post|start|for) |\\| post |-H |-X |partner-onboarding\\.jar drop| > ");

  /** All of a document, in order. */
  static List<Transcript> of(Path page) throws IOException {
    List<Transcript> all = new ArrayList<>();
    boolean open = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith(PROMPT)) {
        all.add(new Transcript(line.substring(PROMPT.length()), new ArrayList<>()));
        open = true;
      } else if (open && line.startsWith(INDENT)) {
        all.get(all.size() - 1).output().add(line.substring(INDENT.length()));
      } else {
        open = false;
      }
    }
    return all;
  }

  /** Defines a function for the commands after it. */
  boolean isFunction() {
    return FUNCTION.matcher(command).matches();
  }

  /** Only looks, so that it can be asked until its answer is as shown. */
  boolean isQuestion() {
    return !ACT.matcher(command).find();
  }

  /** Goes on until somebody ends it. */
  boolean isWatch() {
    return command.contains("partner-onboarding.jar watch");
  }

  /** Ends the application. */
  boolean isKill() {
    return command.contains("kill -9");
  }
}
