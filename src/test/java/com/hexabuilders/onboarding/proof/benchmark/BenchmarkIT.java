package com.hexabuilders.onboarding.proof.benchmark;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the parts of the benchmark that the options name and prints their tables. */
class BenchmarkIT {

  @ParameterizedTest
  @MethodSource("parts")
  void measures_what_the_options_name(Part part) throws Exception {
    System.out.println(part.measure(Options.read()).write());
  }

  static List<Part> parts() {
    return Options.parts();
  }
}
