package com.hexabuilders.onboarding.partners;

/** How strictly a policy is kept: not looked at, warned about, or refused. */
enum Policy {
  OFF,
  WARN,
  REJECT
}
