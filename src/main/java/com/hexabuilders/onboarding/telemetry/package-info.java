/**
 * Tells what the journal committed: one log line per fact, one span per log entry of a saga.
 *
 * <p>It only listens. Nobody calls it, it changes nothing, and it never sees a payload.
 */
package com.hexabuilders.onboarding.telemetry;
