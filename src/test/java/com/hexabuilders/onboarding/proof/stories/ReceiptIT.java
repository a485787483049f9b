package com.hexabuilders.onboarding.proof.stories;

import static com.hexabuilders.onboarding.proof.stories.Orders.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.Canary;
import com.hexabuilders.onboarding.proof.harness.Ended;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.PackagedVerb;
import com.hexabuilders.onboarding.proof.harness.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts of the packaged jar, checked by its own command while the application is away. */
class ReceiptIT {

  private static final String WHY =
      "{\"reason\": \"QuetzalName of QuetzalStreet 1 called from +5550190019.\"}";

  @TempDir Path folder;

  @Test
  void a_receipt_is_checked_offline_also_after_its_partner_was_erased() throws Exception {
    try (PackagedApp app = PackagedApp.start()) {
      app.start(new Canary("canary-bird").start());
      app.awaitFinal("canary-bird", SOON);
      Path done = saved(app, "/sagas/canary-bird/receipt", "done.json");
      app.post("/sagas/canary-bird/compensate", WHY);
      app.awaitFinal("canary-bird", SOON);
      Path undone = saved(app, "/sagas/canary-bird/receipt", "undone.json");
      Reply erased = app.client().delete("/partners/canary-bird/personal-data", WHY);
      assertThat(erased.status()).isEqualTo(200);
      Path key = saved(app, "/sagas/receipt-key", "key.json");
      app.terminate();
      app.restart();
      Path after = saved(app, "/sagas/canary-bird/receipt", "after.json");
      assertThat(saved(app, "/sagas/receipt-key", "key2.json")).hasSameTextualContentAs(key);
      Path file = app.folder().resolve("data/receipt-key.pem");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      app.kill9();

      assertValid(done, key, "COMPLETED");
      assertValid(undone, key, "COMPENSATED");
      assertValid(after, key, "COMPENSATED");
      assertThat(json(after).get("entries")).isEqualTo(json(undone).get("entries"));
      assertThat(json(after).at("/acts/0/by").asText()).isEqualTo("local");
      assertThat(json(after).get("steps").findValuesAsText("undone")).containsOnly("true");
      assertChangeIsNamed(after, key);
    }
  }

  private static void assertValid(Path receipt, Path key, String status) throws IOException {
    Ended valid = PackagedVerb.run(Map.of(), "verify", "" + receipt, "--key=" + key);
    assertThat(valid.output())
        .contains("of partner canary-bird was " + status, "It was signed with the key in " + key);
    assertThat(valid.exitCode()).isZero();
    assertThat(Files.readString(receipt).toLowerCase(Locale.ROOT))
        .doesNotContain(Canary.VALUES)
        .doesNotContain("called from");
  }

  private void assertChangeIsNamed(Path receipt, Path key) throws IOException {
    String text =
        Files.readString(receipt).replaceFirst("\"actor\":\"contracts\"", "\"actor\":\"x\"");
    Path changed = Files.writeString(folder.resolve("changed.json"), text);
    Ended found = PackagedVerb.run(Map.of(), "verify", "" + changed, "--key=" + key);
    assertThat(found.output()).hasLineCount(1).contains("is not valid: Entry 3 was changed.");
    assertThat(found.exitCode()).isEqualTo(1);
  }

  private Path saved(PackagedApp app, String address, String name) throws IOException {
    Reply reply = app.get(address);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return Files.writeString(folder.resolve(name), reply.text());
  }

  private static JsonNode json(Path file) throws IOException {
    return Orders.json(Files.readString(file));
  }
}
