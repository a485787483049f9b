/** The rows of sagas, steps, log and dead letters: locks, commit, and who is told after it. */
package com.hexabuilders.onboarding.saga.journal;
