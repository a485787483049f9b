package com.hexabuilders.onboarding.partners;

import java.time.Instant;

/** Everything kept of a partner; personal. */
record PartnerFile(PartnerRow row, PartnerDetails details, Instant createdAt, Instant updatedAt) {}
