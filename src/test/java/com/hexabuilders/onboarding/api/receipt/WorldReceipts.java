package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes receipts of the sagas of a {@link SagaWorld}, with one key. */
public final class WorldReceipts {

  static final SigningKey KEY = SigningKey.made();

  private WorldReceipts() {}

  static JsonNode of(SagaWorld world, String saga) {
    return find(world, saga).orElseThrow();
  }

  static Optional<JsonNode> find(SagaWorld world, String saga) {
    return new SignedReceipts(
            JdbcClient.create(world.jdbc()),
            world.bean(StoredDefinitions.class),
            world.bean(Clock.class))
        .of(saga, KEY);
  }

  /** A receipt of a saga that was undone because a person asked for it. */
  public static JsonNode undone() {
    try (SagaWorld world = new SagaWorld(TestDatabase.H2)) {
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.compensate(saga);
      world.runUntilQuiet();
      return of(world, saga);
    }
  }

  /** The same receipt with another status, signed with another key. */
  public static ObjectNode forged(JsonNode receipt, String status) {
    SigningKey other = SigningKey.made();
    ObjectNode forged = receipt.deepCopy();
    ObjectNode header = (ObjectNode) forged.get("header");
    header.put("status", status).put("key_id", other.open().id());
    ObjectNode seal =
        ReceiptFormat.seal(header, forged.get("steps"), forged.get("acts"), forged.get("entries"));
    forged.set("seal", seal);
    return forged
        .put("key", other.open().text())
        .put("signature", other.sign(ReceiptFormat.signed(seal)));
  }

  /** The answer that names the key of these receipts. */
  public static String keyAnswer() {
    return KEY.open().answer().toString();
  }

  /** The answer that names another key. */
  public static String otherKeyAnswer() {
    return SigningKey.made().open().answer().toString();
  }
}
