package com.hexabuilders.onboarding.security;

import org.springframework.security.core.AuthenticationException;

/** A login that is not even looked at, or cannot be: answered with its own status. */
public final class LoginRefused extends AuthenticationException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final long retryAfterSeconds;

  LoginRefused(int status, long retryAfterSeconds, String sentence) {
    super(sentence);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  int status() {
    return status;
  }

  long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
