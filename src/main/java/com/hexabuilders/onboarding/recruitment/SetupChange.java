package com.hexabuilders.onboarding.recruitment;

/** One change of a setup's state; {@code from} is null for a new setup. */
record SetupChange(String setupId, String sagaId, SetupState from, SetupState to, String reason) {}
