/**
 * The benchmark: the packaged jar under a closed loop of onboardings, and beside it a hand-written
 * chain of the same shape. No part of the gate; {@code docs/performance.md} says how to run it.
 */
package com.hexabuilders.onboarding.proof.benchmark;
