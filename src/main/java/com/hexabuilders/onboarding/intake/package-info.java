/**
 * The door for new sagas: reads a start request, from REST or a queue, and says everything that is
 * wrong with its shape.
 *
 * <p>The rooms api and routing call it. {@code GroupCommit} commits the starts of REST together.
 * The room never judges what only a step can judge, and never repeats personal data in a message.
 */
package com.hexabuilders.onboarding.intake;
