package com.hexabuilders.onboarding.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says why the embedded database ends the start, in its own sentence and without a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusedDatabaseAnalyzer extends AbstractFailureAnalyzer<Exception> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, Exception cause) {
    Throwable own = findCause(rootFailure, RefusedDatabase.class);
    own = own == null ? findCause(rootFailure, ClosedDatabase.class) : own;
    return own == null ? null : new FailureAnalysis(own.getMessage(), null, rootFailure);
  }
}
