package com.hexabuilders.onboarding.api;

/**
 * What a caller may be; OPERATOR may also read what a VIEWER may, ADMIN all that an OPERATOR may.
 */
public enum Role {
  /** Starts sagas and follows those it started itself. */
  CLIENT,
  /** Reads everything, personal data masked. */
  VIEWER,
  /** Undoes, retries, restarts, decides reviews, stops participants. */
  OPERATOR,
  /** Edits what is sent again, sees personal data and the audit, erases. */
  ADMIN
}
