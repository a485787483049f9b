/**
 * The door for new sagas: reads a start request, from REST or a queue, and says everything that is
 * wrong with its shape.
 *
 * <p>Console and routing call it. It never judges what only a step can judge, never writes a row
 * and never repeats personal data in a message.
 */
package com.hexabuilders.onboarding.intake;
