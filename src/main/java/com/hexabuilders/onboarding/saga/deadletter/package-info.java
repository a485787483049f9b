/** Dead letters and their replay, alone or in batches. */
package com.hexabuilders.onboarding.saga.deadletter;
