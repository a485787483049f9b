/**
 * What the packaged jar promises, told as stories: whole onboardings by REST and queue, and what is
 * left of them when processes are killed, outages pass and instances share the work.
 *
 * <p>The stories see what an operator sees, and read the database as a proof; they know none of the
 * application's classes.
 */
package com.hexabuilders.onboarding.proof.stories;
