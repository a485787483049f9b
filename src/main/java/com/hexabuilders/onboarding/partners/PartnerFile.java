package com.hexabuilders.onboarding.partners;

import java.time.Instant;

/** Everything kept of a partner; personal unless it was erased, then {@code erasedAt} says when. */
record PartnerFile(
    PartnerRow row,
    PartnerDetails details,
    Instant createdAt,
    Instant updatedAt,
    Instant erasedAt) {}
