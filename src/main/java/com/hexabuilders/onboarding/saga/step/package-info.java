/**
 * A batch of events or undo requests: which are due, their participant's outcome, and what is sent
 * next.
 */
package com.hexabuilders.onboarding.saga.step;
