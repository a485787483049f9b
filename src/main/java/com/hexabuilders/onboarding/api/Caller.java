package com.hexabuilders.onboarding.api;

import com.hexabuilders.onboarding.saga.AuditEntry;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who asks, as the security room found out; what the request itself claims is not in it.
 *
 * @param name user, or {@code local} where no users are configured
 * @param roles what it may be
 * @param address network address it calls from
 */
public record Caller(String name, Set<Role> roles, String address) {

  /** Request attribute that holds the caller of a request. */
  public static final String ATTRIBUTE = Caller.class.getName();

  /** The caller on the own machine, where no users are configured. */
  public static final String LOCAL = "local";

  private static final Set<Role> READERS = EnumSet.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN);

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** The caller of a posture without users: every role. */
  public static Caller local(String address) {
    return new Caller(LOCAL, EnumSet.allOf(Role.class), address);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  /** A caller that reads only what it started has to be told so; null if it may read everything. */
  public String onlyStartedBy() {
    return roles.stream().anyMatch(READERS::contains) ? null : name;
  }

  /** May it see a saga that this caller started? Null: nobody did, it was dropped on the queue. */
  public boolean maySee(String startedBy) {
    return onlyStartedBy() == null || name.equals(startedBy);
  }

  /** The caller as the audit records it. */
  public AuditEntry.Actor actor() {
    String all = roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
    return new AuditEntry.Actor(name, all, address);
  }
}
