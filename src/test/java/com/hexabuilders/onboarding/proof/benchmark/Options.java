package com.hexabuilders.onboarding.proof.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is run, by system properties {@code onboarding.benchmark.*}.
 *
 * @param seconds length of one measured window
 * @param warmUp seconds of load before the first window
 * @param repeats how often each point is measured; the median counts
 * @param rest starts by REST, not by queue
 * @param embedded the embedded database, not a PostgreSQL
 * @param broker a broker of its own over TCP, not the embedded one
 * @param heap of one instance, as {@code -Xmx} takes it
 * @param arguments given to every instance
 */
record Options(
    int seconds,
    int warmUp,
    int repeats,
    boolean rest,
    boolean embedded,
    boolean broker,
    int instances,
    String heap,
    List<String> arguments) {

  static Options read() {
    return new Options(
        number("seconds", 10),
        number("warm-up", 45),
        number("repeats", 3),
        text("start", "queue").equals("rest"),
        text("database", "postgresql").equals("embedded"),
        text("broker", "embedded").equals("tcp"),
        number("instances", 1),
        text("heap", "256m"),
        words("arguments", ""));
  }

  /** Which parts are run, one after the other. */
  static List<Part> parts() {
    return words("parts", "core").stream()
        .map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT)))
        .toList();
  }

  /** The points that were asked for, or these. */
  static List<Point> points(String otherwise) {
    return words("points", otherwise).stream().map(Point::parse).toList();
  }

  /** Whether the chain written by hand is measured too, for which PostgreSQL is needed. */
  boolean floor() {
    return !embedded && Boolean.parseBoolean(text("floor", "true"));
  }

  /** More options for the JVM of every instance, e.g. a profiler. */
  static String jvm() {
    return text("jvm", "");
  }

  Options byRest() {
    return new Options(
        seconds, warmUp, repeats, true, embedded, broker, instances, heap, arguments);
  }

  /** So many instances on a broker of its own. */
  Options overTcp(int count) {
    return new Options(seconds, warmUp, repeats, rest, embedded, true, count, heap, arguments);
  }

  /** With the embedded database. */
  Options onEmbedded() {
    return new Options(seconds, warmUp, repeats, rest, true, broker, instances, heap, arguments);
  }

  /** With more arguments. */
  Options with(List<String> more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(more);
    return new Options(seconds, warmUp, repeats, rest, embedded, broker, instances, heap, all);
  }

  /** What a reader of a table has to know, as far as the part does not say otherwise. */
  String describe() {
    return "-Xmx%s, %s, windows of %d s%s%s%s"
        .formatted(
            heap,
            embedded ? "embedded database" : "PostgreSQL",
            seconds,
            broker ? ", %d instance(s) on a broker of its own".formatted(instances) : "",
            rest ? ", starts by REST" : "",
            arguments.isEmpty() ? "" : ", " + String.join(" ", arguments));
  }

  static int number(String name, int otherwise) {
    return Integer.parseInt(text(name, "" + otherwise));
  }

  static List<String> words(String name, String otherwise) {
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
