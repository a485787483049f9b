package com.hexabuilders.onboarding.proof.harness;

/**
 * How a process ended.
 *
 * @param exitCode its exit code
 * @param output what it wrote to standard output and standard error
 */
public record Ended(int exitCode, String output) {}
