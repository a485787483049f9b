package com.hexabuilders.onboarding.recruitment;

/** A field of work a partner may post jobs in. */
enum JobCategory {
  TECHNOLOGY,
  SALES,
  MARKETING,
  OPERATIONS
}
