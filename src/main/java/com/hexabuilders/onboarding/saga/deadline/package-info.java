/** The sweeper: retries, time-outs and events to be sent again when their time has come. */
package com.hexabuilders.onboarding.saga.deadline;
