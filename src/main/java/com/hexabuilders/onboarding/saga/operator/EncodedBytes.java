package com.hexabuilders.onboarding.saga.operator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * The texts that stand in a text as base64, plain or compressed.
 *
 * @param whole false if something long in base64 is no text
 */
record EncodedBytes(List<String> texts, boolean whole) {

  private static final Pattern BASE64 =
      Pattern.compile("[A-Za-z0-9+/_-]++(?:\\r?\\n[A-Za-z0-9+/_-]++)*+");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F-]*+");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n]]");
  private static final int SHORTEST = 12;
  private static final int LONG = 64;
  private static final int QUANTUM = 4;
  private static final int ASCII = 127;
  private static final int DEEPEST = 2;
  private static final int MOST_INFLATED = 4 * 1024 * 1024;

  static EncodedBytes in(String text) {
    List<String> texts = new ArrayList<>();
    boolean whole = true;
    Matcher runs = BASE64.matcher(text);
    while (runs.find()) {
      String run = runs.group();
      if (run.length() >= SHORTEST) {
        List<String> inner = texts(run);
        texts.addAll(inner);
        whole &= !inner.isEmpty() || run.length() < LONG || HEX.matcher(run).matches();
      }
    }
    return new EncodedBytes(texts, whole);
  }

  /** All lines are one text, or else each is looked at alone. */
  private static List<String> texts(String run) {
    Optional<String> all = text(bytes(run), DEEPEST);
    return all.isPresent()
        ? List.of(all.get())
        : run.lines()
            .filter(line -> line.length() >= SHORTEST && line.length() < run.length())
            .flatMap(line -> text(bytes(line), DEEPEST).stream())
            .toList();
  }

  /** Of a run that was cut off what is there. */
  private static byte[] bytes(String run) {
    String plain = run.replace('-', '+').replace('_', '/').replaceAll("[\\r\\n]", "");
    int over = plain.length() % QUANTUM == 1 ? 1 : 0;
    return Base64.getDecoder().decode(plain.substring(0, plain.length() - over));
  }

  private static Optional<String> text(byte[] bytes, int deep) {
    return unpacked(bytes, deep)
        .or(() -> utf16(bytes))
        .or(() -> read(bytes, UTF_8))
        .or(() -> read(bytes, ISO_8859_1).filter(EncodedBytes::isMostlyAscii));
  }

  /** Bytes that are no text look like Latin-1 too, but half of them are beyond ASCII. */
  private static boolean isMostlyAscii(String text) {
    return text.chars().filter(c -> c > ASCII).count() * QUANTUM < text.length();
  }

  private static Optional<String> unpacked(byte[] bytes, int deep) {
    boolean gzip = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    boolean zlib = bytes.length > 2 && bytes[0] == 0x78 && (0x7800 + (bytes[1] & 0xff)) % 31 == 0;
    if (deep == 0 || !gzip && !zlib) {
      return Optional.empty();
    }
    InputStream packed = new ByteArrayInputStream(bytes);
    try (InputStream plain = gzip ? new GZIPInputStream(packed) : new InflaterInputStream(packed)) {
      byte[] most = plain.readNBytes(MOST_INFLATED);
      return plain.read() < 0 ? text(most, deep - 1) : Optional.empty();
    } catch (IOException notPacked) {
      return Optional.empty();
    }
  }

  /** By its mark, or because every second byte of most is zero. */
  private static Optional<String> utf16(byte[] bytes) {
    int high = 0;
    int low = 0;
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      high += bytes[i] == 0 ? 1 : 0;
      low += bytes[i + 1] == 0 ? 1 : 0;
    }
    boolean marked =
        bytes.length > 2 && (bytes[0] & bytes[1] & 255) == 0xfe && bytes[0] != bytes[1];
    if (!marked && Math.max(high, low) * QUANTUM < bytes.length / 2) {
      return Optional.empty();
    }
    boolean bigEndian = marked ? bytes[0] == (byte) 0xfe : high > low;
    byte[] even = Arrays.copyOf(bytes, bytes.length / 2 * 2);
    return read(even, bigEndian ? UTF_16BE : UTF_16LE);
  }

  private static Optional<String> read(byte[] bytes, Charset charset) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return CONTROLS.matcher(text).find() ? Optional.empty() : Optional.of(text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
