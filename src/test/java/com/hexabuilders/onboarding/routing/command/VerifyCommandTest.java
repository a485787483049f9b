package com.hexabuilders.onboarding.routing.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.receipt.WorldReceipts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} says of a receipt, and its exit codes. */
class VerifyCommandTest {

  private static ObjectNode good;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path receipt;
  private Path key;

  @BeforeAll
  static void make() {
    good = (ObjectNode) WorldReceipts.undone();
  }

  @BeforeEach
  void save() throws IOException {
    receipt = Files.writeString(folder.resolve("receipt.json"), good.toPrettyString());
    key = Files.writeString(folder.resolve("key.json"), WorldReceipts.keyAnswer());
  }

  @Test
  void a_valid_receipt_ends_with_0_and_without_a_key_it_says_what_is_not_proven() {
    assertThat(run("", "verify", "" + receipt)).isZero();
    assertThat(out.toString(UTF_8))
        .contains("is valid: saga ", " of partner acme was COMPENSATED at ")
        .contains("Who signed it is not proven", "--key=FILE");
    assertThat(run(good.toString(), "verify", "-", "--key", "" + key)).isZero();
    assertThat(out.toString(UTF_8))
        .contains("It was signed with the key in " + key)
        .doesNotContain("not proven");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void what_anybody_may_have_written_moves_no_cursor() {
    String hostile = WorldReceipts.forged(good, "\u001b[2JCOMPLETED\u202e").toString();
    assertThat(run(hostile, "verify", "-")).isZero();
    assertThat(out.toString(UTF_8)).contains("was ?[2JCOMPLETED? at").contains("is not proven");
  }

  @Test
  void a_receipt_that_is_not_valid_ends_with_1_and_names_the_entry() throws IOException {
    ObjectNode changed = good.deepCopy();
    ((ObjectNode) changed.at("/entries/3")).put("actor", "nobody");
    assertEnds(1, "- is not valid: Entry 4 was changed.", changed.toString(), "verify", "-");
    assertEnds(1, "no JSON", good.toString().substring(1), "verify", "-");
    Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xE9, '"'});
    assertEnds(1, "not UTF-8", "", "verify", "" + latin);
    Path other = Files.writeString(folder.resolve("other.json"), WorldReceipts.otherKeyAnswer());
    assertEnds(1, "another key", "", "verify", "--key=" + other, "" + receipt);
  }

  @Test
  void wrong_use_ends_with_2() throws IOException {
    assertEnds(2, "verify takes one receipt's file", "", "verify");
    assertEnds(2, "verify takes one receipt's file", "", "verify", "" + receipt, "" + receipt);
    assertEnds(2, "verify takes one receipt's file", "", "verify", "" + receipt, "--key");
    assertEnds(2, "verify takes one receipt's file", "", "verify", "" + receipt, "--key=");
    assertEnds(2, "verify takes one receipt's file", "", "verify", "" + receipt, "--json");
    assertEnds(2, "There is no file", "", "verify", folder + "/none.json");
    assertEnds(2, "cannot be read", "", "verify", "" + folder);
    assertEnds(2, "has no key", "", "verify", "" + receipt, "--key=" + receipt);
    String wrong = WorldReceipts.keyAnswer().replaceFirst("\"key_id\":\"..", "\"key_id\":\"zz");
    Path cut = Files.writeString(folder.resolve("cut.json"), wrong);
    assertEnds(2, "has no key", "", "verify", "" + receipt, "--key=" + cut);
    assertThat(run("", "help")).isZero();
    assertThat(out.toString(UTF_8)).contains("verify FILE [--key=FILE]");
  }

  private void assertEnds(int exitCode, String sentence, String input, String... words) {
    err.reset();
    out.reset();
    assertThat(run(input, words)).isEqualTo(exitCode);
    assertThat(err.toString(UTF_8)).contains(sentence).hasLineCount(1);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  private int run(String input, String... words) {
    out.reset();
    return new CommandLine(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            name -> null)
        .execute(words);
  }
}
