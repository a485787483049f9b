/**
 * Shows sagas and partners: one, many, the state, the log, and the state when it changes.
 *
 * <p>Routes call the beans; {@code api.receipt}, {@code api.act} and {@code api.health} use the
 * reads. It changes nothing.
 */
package com.hexabuilders.onboarding.api.saga;
