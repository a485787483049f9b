package com.hexabuilders.onboarding.saga.operator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way in which single characters of a text are written by other characters. */
enum TextEncoding {

  /** As in a JSON string. */
  JSON("\\\\(?:u([0-9a-fA-F]{4})|([\"'\\\\/bfnrt]))") {
    @Override
    String plain(MatchResult coded) {
      return coded.group(1) == null
          ? CONTROLS.getOrDefault(coded.group(2), coded.group(2))
          : Character.toString((char) Integer.parseInt(coded.group(1), HEX));
    }
  },

  /** As in XML and HTML; an accent is dropped, because whoever compares drops it too. */
  ENTITIES(
      "&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos)"
          + "|([A-Za-z])(?:acute|grave|circ|uml|tilde|cedil|ring));") {
    @Override
    String plain(MatchResult coded) {
      if (coded.group(3) != null) {
        return NAMED.get(coded.group(3));
      }
      if (coded.group(4) != null) {
        return coded.group(4);
      }
      int point =
          coded.group(1) == null
              ? Integer.parseInt(coded.group(2), HEX)
              : Integer.parseInt(coded.group(1));
      return Character.isValidCodePoint(point) ? Character.toString(point) : " ";
    }
  },

  /** As in an address or a form. */
  PERCENT("(?:%[0-9a-fA-F]{2})++") {
    @Override
    String plain(MatchResult coded) {
      return bytes(coded.group());
    }
  },

  /** As in a mail (quoted-printable), with its soft ends of lines. */
  QUOTED_PRINTABLE("(?:=[0-9A-F]{2}|=\\r?\\n)++") {
    @Override
    String plain(MatchResult coded) {
      return bytes(coded.group().replaceAll("=\\r?\\n", ""));
    }
  };

  private static final int HEX = 16;
  private static final Map<String, String> CONTROLS =
      Map.of("b", " ", "f", " ", "n", "\n", "r", "\r", "t", "\t");
  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

  private final Pattern coded;

  TextEncoding(String coded) {
    this.coded = Pattern.compile(coded);
  }

  /** The text with these characters as they are meant; the same text if there are none. */
  String decode(String text) {
    return coded.matcher(text).replaceAll(found -> Matcher.quoteReplacement(plain(found)));
  }

  abstract String plain(MatchResult coded);

  /** Bytes written as a sign and two digits each. */
  private static String bytes(String coded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int at = 1; at + 1 < coded.length(); at += 3) {
      bytes.write(Integer.parseInt(coded.substring(at, at + 2), HEX));
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      return bytes.toString(ISO_8859_1);
    }
  }
}
