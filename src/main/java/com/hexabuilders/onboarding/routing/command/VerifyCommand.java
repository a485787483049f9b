package com.hexabuilders.onboarding.routing.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.api.receipt.PublicReceiptKey;
import com.hexabuilders.onboarding.api.receipt.ReceiptCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * {@code verify}: checks a receipt, asking neither the application nor the network. It ends with 0
 * if the receipt is valid, and with 1 if it is not. Without {@code --key} anybody may have signed
 * it, and the command says so.
 */
final class VerifyCommand {

  private static final String KEY = "--key";
  private static final int LARGEST_BYTES = 64 * 1024 * 1024;
  private static final int LONGEST_SHOWN = 100;

  private final InputStream in;
  private final PrintStream out;

  VerifyCommand(InputStream in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Checks one receipt and prints what it is worth.
   *
   * @param words the receipt's file, or - for standard input, and perhaps a key's file
   */
  void run(List<String> words) throws CommandFailure {
    List<String> operands = new ArrayList<>();
    String keyFile = null;
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String word = rest.next();
      if (word.equals(KEY) || word.startsWith(KEY + "=")) {
        keyFile = word.equals(KEY) && rest.hasNext() ? rest.next() : word.replace(KEY + "=", "");
      } else {
        operands.add(word);
      }
    }
    boolean isOption = operands.stream().anyMatch(word -> word.startsWith("--"));
    if (operands.size() != 1 || isOption || KEY.equals(keyFile) || "".equals(keyFile)) {
      throw CommandFailure.misused("verify takes one receipt's file, and perhaps --key=FILE.");
    }
    verify(operands.get(0), keyFile);
  }

  private void verify(String name, String keyFile) throws CommandFailure {
    Optional<PublicReceiptKey> key = keyFile == null ? Optional.empty() : Optional.of(key(keyFile));
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      throw CommandFailure.failed(name + " is not valid: It is not UTF-8 text.");
    }
    ReceiptCheck.Result result = ReceiptCheck.of(text.get(), key);
    if (!result.isValid()) {
      throw CommandFailure.failed(name + " is not valid: " + String.join(" ", result.faults()));
    }
    tell(name, keyFile, result.header());
  }

  private void tell(String name, String keyFile, JsonNode header) {
    out.println(
        name
            + " is valid: saga "
            + shown(header, "saga_id")
            + " of partner "
            + shown(header, "partner_id")
            + " was "
            + shown(header, "status")
            + " at "
            + shown(header, "made_at")
            + ", with "
            + shown(header, "entries")
            + " log entries.");
    if (!header.get("final").asBoolean()) {
      out.println("The saga had not ended: a later receipt says more.");
    }
    out.println(
        keyFile == null
            ? "Nothing was changed since it was signed. Who signed it is not proven: anybody can"
                + " make a key. Add --key=FILE with an answer of GET /sagas/receipt-key."
            : "It was signed with the key in " + keyFile + ".");
  }

  /** What anybody may have written, as a terminal may show it. */
  private static String shown(JsonNode header, String field) {
    String text = header.get(field).asText().replaceAll("[^ -~]", "?");
    return text.substring(0, Math.min(LONGEST_SHOWN, text.length()));
  }

  private PublicReceiptKey key(String name) throws CommandFailure {
    return text(name)
        .flatMap(PublicReceiptKey::ofAnswer)
        .orElseThrow(
            () ->
                CommandFailure.misused(
                    name + " is no whole answer of GET /sagas/receipt-key, so it has no key."));
  }

  /** The text of a file; empty if it is not UTF-8. */
  private Optional<String> text(String name) throws CommandFailure {
    byte[] bytes = bytes(name);
    if (bytes.length > LARGEST_BYTES) {
      throw CommandFailure.misused(name + " is larger than 64 MiB, the limit of this command.");
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private byte[] bytes(String name) throws CommandFailure {
    try {
      if (name.equals("-")) {
        return in.readNBytes(LARGEST_BYTES + 1);
      }
      try (InputStream file = Files.newInputStream(Path.of(name))) {
        return file.readNBytes(LARGEST_BYTES + 1);
      }
    } catch (NoSuchFileException | InvalidPathException e) {
      throw CommandFailure.misused("There is no file " + name + ".");
    } catch (IOException e) {
      throw CommandFailure.misused(name + " cannot be read: " + e.getMessage() + ".");
    }
  }
}
