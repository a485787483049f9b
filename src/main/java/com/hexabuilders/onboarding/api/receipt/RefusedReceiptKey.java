package com.hexabuilders.onboarding.api.receipt;

/** A receipt key that cannot be used: the message is one sentence with cause and cure. */
final class RefusedReceiptKey extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedReceiptKey(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
