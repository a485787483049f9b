package com.hexabuilders.onboarding.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says why unsafe settings end the start, in their own sentence and without a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnsafeSettingsAnalyzer extends AbstractFailureAnalyzer<UnsafeSettings> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnsafeSettings cause) {
    return new FailureAnalysis(cause.getMessage(), null, rootFailure);
  }
}
