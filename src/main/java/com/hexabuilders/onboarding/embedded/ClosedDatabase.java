package com.hexabuilders.onboarding.embedded;

import java.sql.SQLNonTransientConnectionException;
import org.h2.api.ErrorCode;

/**
 * The embedded database has closed its file after trouble and is not open again yet. The state says
 * to a pool of connections that this one is of no use any more.
 */
final class ClosedDatabase extends SQLNonTransientConnectionException {
  private static final long serialVersionUID = 1L;
  private static final String CONNECTION_FAILURE = "08006";

  ClosedDatabase(String sentence, Throwable cause) {
    super(sentence, CONNECTION_FAILURE, ErrorCode.DATABASE_IS_CLOSED, cause);
  }
}
