package com.hexabuilders.onboarding.proof.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.proof.stories.LoggedSaga;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One request or message.
 *
 * @param to where it goes
 * @param body what it says; {@code SAGA} in it stands for the id of some saga
 * @param chance decides the rest: content type, headers, kind of message
 */
record FuzzedInput(To to, byte[] body, long chance) {

  /** Where inputs go; the first more often than the others. */
  enum To {
    REST_START,
    REST_OTHER,
    START_QUEUE,
    STEP_QUEUE
  }

  /** Stands for the id of a saga that runs or has ended. */
  static final String SAGA = "00000000-aaaa-4000-8000-5a9a5a9a5a9a";

  private static final List<String> TYPES =
      Stream.concat(
              LoggedSaga.PROGRESS.stream(),
              Stream.of("CompensationRequested", "PartnerOnboardingRequested", "Invented"))
          .toList();

  /** Inputs of all kinds by the schema of starts, about half of them good. */
  static Arbitrary<FuzzedInput> all() {
    Arbitrary<To> where =
        Arbitraries.of(To.REST_START, To.REST_START, To.REST_OTHER, To.START_QUEUE, To.STEP_QUEUE);
    Arbitrary<Long> chance = Arbitraries.randomValue(Random::nextLong);
    return Combinators.combine(where, FuzzedValues.of(schema(), ""), chance).as(FuzzedInput::made);
  }

  private static JsonNode schema() {
    try (InputStream file =
        FuzzedInput.class.getResourceAsStream("/schemas/partner-onboarding-start.schema.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FuzzedInput made(To to, JsonNode start, long chance) {
    Random random = new Random(chance);
    JsonNode good = to == To.STEP_QUEUE || random.nextInt(8) == 0 ? event(start, random) : start;
    int spoiled = random.nextInt(20);
    JsonNode tree = spoiled < 8 ? FuzzedBodies.tree(good, random) : good;
    byte[] body =
        spoiled > 16
            ? FuzzedBodies.bytes(tree.toString(), random)
            : HostileText.json(tree.toString()).getBytes(StandardCharsets.UTF_8);
    return new FuzzedInput(to, body, random.nextLong());
  }

  private static JsonNode event(JsonNode data, Random random) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("specversion", "1.0");
    event.put("id", mostly(Long.toHexString(random.nextLong()), random));
    event.put("source", mostly("/fuzz", random));
    event.put("type", TYPES.get(random.nextInt(TYPES.size())));
    event.put("sagaid", random.nextInt(4) > 0 ? SAGA : "nobody");
    event.put("correlationid", mostly("corr-" + SAGA, random));
    event.put("sequence", mostly(String.valueOf(random.nextInt(8)), random));
    event.put("step", random.nextBoolean() ? "contract_creation" : "recruitment_setup");
    return event.set("data", data);
  }

  private static String mostly(String usual, Random random) {
    return random.nextInt(20) == 0 ? HostileText.any(random) : usual;
  }

  /** The body as text, with a saga's id in its place. */
  String text(String saga) {
    return new String(body, StandardCharsets.UTF_8).replace(SAGA, saga);
  }
}
