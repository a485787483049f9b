/**
 * One saga in memory and its moves: forward, backward, by operators and by replays. Writes to
 * nothing but the working copy.
 */
package com.hexabuilders.onboarding.saga.state;
