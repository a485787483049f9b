/** A batch of starts: which are new, equal to an earlier one, or refused. */
package com.hexabuilders.onboarding.saga.start;
