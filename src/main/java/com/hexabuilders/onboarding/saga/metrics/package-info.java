/** Meters of sagas, steps and dead letters. */
package com.hexabuilders.onboarding.saga.metrics;
