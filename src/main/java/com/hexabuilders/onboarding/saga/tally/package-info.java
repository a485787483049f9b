/**
 * How many sagas began and ended over time, for all instances and over restarts.
 *
 * <p>Begin with {@code Tally}.
 */
package com.hexabuilders.onboarding.saga.tally;
