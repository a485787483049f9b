/**
 * Takes what people and programs do: start, undo, restart, step, partner and participant acts.
 *
 * <p>Routes call the beans; no package uses it. It decides nothing: the saga and intake rooms do.
 */
package com.hexabuilders.onboarding.api.act;
