package com.hexabuilders.onboarding.api.receipt;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says why a receipt key ends the start, in its own sentence and without a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusedReceiptKeyAnalyzer extends AbstractFailureAnalyzer<RefusedReceiptKey> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, RefusedReceiptKey cause) {
    return new FailureAnalysis(cause.getMessage(), null, rootFailure);
  }
}
