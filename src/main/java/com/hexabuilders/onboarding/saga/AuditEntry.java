package com.hexabuilders.onboarding.saga;

import java.util.List;

/**
 * What a person did or tried to do.
 *
 * @param by who
 * @param act the verb, e.g. {@code compensate}
 * @param target what it was done to, e.g. {@code saga/<id>} or {@code participant/campaigns}
 * @param reason the person's, may be null; of an export, which rows were asked for
 * @param before state before, may be null
 * @param after state after, may be null
 * @param outcome {@code done} or {@code refused}; of a management act also {@code begun} and {@code
 *     failed}
 */
public record AuditEntry(
    Actor by,
    String act,
    String target,
    String reason,
    String before,
    String after,
    String outcome) {

  /** The outcome of an act that happened. */
  public static final String DONE = "done";

  /** The outcome of an act that was not possible in this state. */
  public static final String REFUSED = "refused";

  /** The outcome of an act that is about to happen; another entry says how it ended. */
  public static final String BEGUN = "begun";

  /** The outcome of an act that was begun and could not be done. */
  public static final String FAILED = "failed";

  /** The verb of what is done to the process through its management beans. */
  public static final String MANAGE = "manage";

  /** The verb of taking many rows at once. */
  public static final String EXPORT = "export";

  /** All outcomes. */
  public static final List<String> OUTCOMES = List.of(DONE, REFUSED, BEGUN, FAILED);

  /** All verbs, as they are counted. */
  public static final List<String> ALL =
      List.of(
          "approve",
          "compensate",
          "disable",
          "discard",
          "enable",
          "erase",
          EXPORT,
          MANAGE,
          "reinstate",
          "reject",
          "resolve",
          "restart",
          "retry",
          "retry-batch",
          "reveal",
          "skip",
          "suspend");

  /**
   * Who acts.
   *
   * @param name user, or {@code local} where no users are configured
   * @param roles comma-separated
   * @param address network address
   */
  public record Actor(String name, String roles, String address) {
    /** The caller on the own machine, with every role. */
    public static final Actor LOCAL =
        new Actor("local", "CLIENT,VIEWER,OPERATOR,ADMIN", "127.0.0.1");
  }
}
