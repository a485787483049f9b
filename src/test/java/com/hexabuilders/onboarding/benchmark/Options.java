package com.hexabuilders.onboarding.benchmark;

import java.util.Arrays;
import java.util.List;

/**
 * What is run, by system properties {@code onboarding.benchmark.*}.
 *
 * @param seconds length of one measured window
 * @param warmUp seconds of load before the first window
 * @param repeats how often each point is measured; the median counts
 * @param rest starts by REST, not by queue
 * @param broker a broker of its own over TCP, not the embedded one
 * @param heap of one instance, as {@code -Xmx} takes it
 * @param arguments given to every instance
 */
record Options(
    int seconds,
    int warmUp,
    int repeats,
    boolean rest,
    boolean broker,
    int instances,
    String heap,
    List<Integer> inFlight,
    List<String> arguments) {

  static Options read() {
    return new Options(
        number("seconds", 10),
        number("warm-up", 20),
        number("repeats", 3),
        text("start", "queue").equals("rest"),
        text("broker", "embedded").equals("tcp"),
        number("instances", 1),
        text("heap", "256m"),
        words("in-flight", "1,64,512").stream().map(Integer::valueOf).toList(),
        words("arguments", ""));
  }

  /** Which benchmark, by {@code onboarding.benchmark}. */
  static String which() {
    return System.getProperty("onboarding.benchmark", "core");
  }

  String describe() {
    return "%d instance(s) with -Xmx%s, PostgreSQL, broker %s, starts by %s, windows of %d s%s"
        .formatted(
            instances,
            heap,
            broker ? "of its own over TCP" : "embedded",
            rest ? "REST" : "queue",
            seconds,
            arguments.isEmpty() ? "" : ", " + String.join(" ", arguments));
  }

  private static int number(String name, int otherwise) {
    return Integer.parseInt(text(name, "" + otherwise));
  }

  private static List<String> words(String name, String otherwise) {
    return Arrays.stream(text(name, otherwise).split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static String text(String name, String otherwise) {
    String given = System.getProperty("onboarding.benchmark." + name, "");
    return given.isBlank() ? otherwise : given;
  }
}
