package com.hexabuilders.onboarding.proof.fuzz;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Sends made-up requests, and counts the answers by status. */
final class FuzzedCalls {

  private static final List<String> TYPES =
      List.of("text/plain", "application/json;charset=latin1", "x", "application/xml", "*/*;q=x");
  private static final List<String> READS =
      List.of(
          "/sagas?limit=%s",
          "/sagas?status=%s",
          "/sagas?q=%s",
          "/sagas?from=%s",
          "/sagas?cursor=%s",
          "/sagas/%s",
          "/sagas/%s/status",
          "/sagas/%s/events",
          "/sagas/%s/receipt",
          "/partners/%s",
          "/partners/%s/sagas",
          "/sagas/dead-letters?state=%s",
          "/sagas/dead-letters?cursor=%s",
          "/sagas/dead-letters?queue=%s",
          "/sagas/dead-letters?cause=%s",
          "/sagas/dead-letters/%s",
          "/sagas/batches/%s",
          "/audit?limit=%s",
          "/audit?actor=%s",
          "/audit?act=%s",
          "/audit?target=%s",
          "/audit?to=%s",
          "/exports/sagas?format=csv&q=%s",
          "/exports/events?format=%s&limit=1&q=none",
          "/exports/audit?target=%s");
  private static final List<String> ACTS =
      List.of(
          "/sagas/%s/compensate",
          "/sagas/%s/what-if",
          "/sagas/%s/restart",
          "/sagas/%s/steps/contract_creation/retry",
          "/sagas/%s/steps/contract_creation/resolve",
          "/sagas/%s/steps/contract_creation/skip",
          "/sagas/dead-letters/%s/retry",
          "/sagas/dead-letters/%s/discard",
          "/sagas/%s/steps/document_verification/approve");
  private static final List<String> HEADERS =
      List.of(
          "Idempotency-Key",
          "traceparent",
          "X-Correlation-ID",
          "CAmelHttpUri",
          "operationName",
          "Long-Running-Action",
          "If-None-Match");

  /** What no encoder writes: a NUL, half of a character in UTF-8, an overlong slash, bidi marks. */
  private static final List<String> RAW =
      List.of("%00", "a%00b", "%ED%A0%80", "%C0%AF", "%E2%80%AE", "%F4%8F%BF%BF", "%EF%BF%BE");

  private static final List<String> SAID =
      List.of("reason", "reviewer", "reference", "data", "partner_data", "rate_per_second", "ids");

  final ConcurrentHashMap<Integer, LongAdder> answers = new ConcurrentHashMap<>();

  /** Sagas that were accepted. */
  final Queue<String> accepted = new ConcurrentLinkedQueue<>();

  private final HttpCaller http;

  FuzzedCalls(int port) {
    http = new HttpCaller(port);
  }

  /** Sends one; fails unless the answer is one that the application may give to anything. */
  void send(FuzzedInput input, String saga) {
    Random random = new Random(input.chance());
    Answer answer =
        input.to() == FuzzedInput.To.REST_START
            ? start(input, saga, random)
            : other(input, saga, random);
    int status = answer.status();
    answers.computeIfAbsent(status, key -> new LongAdder()).increment();
    if (status >= 500 && status != 503) {
      throw new AssertionError("Answered " + status + ": " + answer.body());
    }
    if (status == 202 && answer.body().hasNonNull("saga_id")) {
      accepted.add(answer.body().get("saga_id").asText());
    }
  }

  private Answer start(FuzzedInput input, String saga, Random random) {
    String type =
        random.nextInt(12) == 0 ? TYPES.get(random.nextInt(TYPES.size())) : "application/json";
    String odd = "a".repeat(random.nextInt(300)) + random.nextInt(1_000);
    String header = HEADERS.get(random.nextInt(HEADERS.size()));
    return http.post(
        HttpCaller.STARTS,
        BodyPublishers.ofByteArray(
            random.nextBoolean()
                ? input.body()
                : input.text(saga).getBytes(StandardCharsets.UTF_8)),
        type,
        random.nextInt(3) == 0 ? new String[] {header, odd} : new String[0]);
  }

  private static String pick(List<String> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** An act with something odd or hostile in one of its fields, and something usual in the rest. */
  private static String act(Random random) {
    String hostile = JsonNodeFactory.instance.textNode(HostileText.any(random)).toString();
    String odd = random.nextBoolean() ? FuzzedBodies.odd(random) : HostileText.json(hostile);
    String field = pick(SAID, random);
    return SAID.subList(0, 3).stream()
        .filter(name -> !name.equals(field))
        .map(name -> '"' + name + "\": \"usual\"")
        .collect(Collectors.joining(", ", "{", ", \"" + field + "\": " + odd + "}"));
  }

  private Answer other(FuzzedInput input, String saga, Random random) {
    String odd = random.nextInt(3) == 0 ? saga : FuzzedBodies.odd(random);
    String encoded = URLEncoder.encode(odd.length() > 900 ? "long" : odd, StandardCharsets.UTF_8);
    String value = random.nextInt(6) == 0 ? pick(RAW, random) : encoded;
    boolean read = random.nextInt(3) > 0;
    List<String> paths = read ? READS : ACTS;
    String path = paths.get(random.nextInt(paths.size())).formatted(value.replace("+", "%20"));
    if (read) {
      return http.get(path);
    }
    String reason = act(random);
    return http.post(path, random.nextBoolean() ? reason : input.text(saga));
  }
}
