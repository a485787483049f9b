package com.hexabuilders.onboarding.routing.broker;

import java.io.StringReader;
import java.util.Optional;
import org.apache.activemq.selector.SelectorParserConstants;
import org.apache.activemq.selector.SelectorParserTokenManager;
import org.apache.activemq.selector.SimpleCharStream;
import org.apache.activemq.selector.Token;
import org.apache.activemq.selector.TokenMgrError;

/**
 * Decides which message selectors a broker takes. A topic's selectors run on the sender's thread,
 * once per message and reader, so each must end soon whatever the message says.
 *
 * <p>Comparisons, ranges, lists and simple patterns pass. Function calls ({@code REGEX}, {@code
 * REPLACE}, {@code SPLIT}), {@code XPATH}, {@code XQUERY} and patterns that need backtracking do
 * not: their time grows without limit.
 */
final class SelectorRules {

  /** Longest selector in characters. */
  static final int LONGEST = 1_000;

  private static final int DEEPEST = 20;
  private static final String CONVERSION = "convert_string_expressions:";
  private static final String TAKEN =
      " Use comparisons, AND, OR, NOT, IN, BETWEEN, IS NULL and LIKE with one %.";

  private final SelectorParserTokenManager tokens;
  private int depth;

  private SelectorRules(String selector) {
    this.tokens =
        new SelectorParserTokenManager(new SimpleCharStream(new StringReader(selector), 1, 1));
  }

  /** One sentence that says why a selector is refused and what is taken; empty if it passes. */
  static Optional<String> fault(String selector) {
    if (selector == null || selector.isBlank()) {
      return Optional.empty();
    }
    if (selector.length() > LONGEST) {
      return Optional.of("The selector is longer than " + LONGEST + " characters." + TAKEN);
    }
    String text =
        selector.startsWith(CONVERSION) ? selector.substring(CONVERSION.length()) : selector;
    try {
      return Optional.ofNullable(new SelectorRules(text).firstFault()).map(f -> f + TAKEN);
    } catch (TokenMgrError unreadable) {
      return Optional.of("The selector has a character that no selector has." + TAKEN);
    }
  }

  /** Every round takes at least one character, so the length of the selector bounds the loop. */
  private String firstFault() {
    Token before = tokens.getNextToken();
    String fault = first(before);
    while (fault == null && before.kind != SelectorParserConstants.EOF) {
      Token next = tokens.getNextToken();
      fault = follows(before, next);
      before = next;
    }
    return fault;
  }

  private String first(Token token) {
    return follows(new Token(SelectorParserConstants.AND, "AND"), token);
  }

  private String follows(Token before, Token token) {
    boolean opens = token.image != null && token.image.equals("(");
    boolean closes = token.image != null && token.image.equals(")");
    depth += opens ? 1 : closes ? -1 : 0;
    if (depth > DEEPEST) {
      return "The selector is nested deeper than " + DEEPEST + " brackets.";
    }
    if (opens && before.kind == SelectorParserConstants.ID) {
      return "The selector calls the function " + before.image + ".";
    }
    if (token.kind == SelectorParserConstants.XPATH
        || token.kind == SelectorParserConstants.XQUERY) {
      return "The selector looks into the body with " + token.image + ".";
    }
    if (before.kind == SelectorParserConstants.LIKE && !isSimple(token.image)) {
      return "The pattern " + token.image + " has more than one %.";
    }
    return null;
  }

  /** One {@code %} anywhere, or one at each end: then no text is searched twice. */
  private static boolean isSimple(String literal) {
    String pattern = literal.replaceAll("^'|'$", "");
    long wild = pattern.chars().filter(c -> c == '%').count();
    return wild <= 1 || wild == 2 && pattern.startsWith("%") && pattern.endsWith("%");
  }
}
