package com.hexabuilders.onboarding.routing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.Ended;
import com.hexabuilders.onboarding.proof.harness.FreePorts;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.PackagedVerb;
import com.hexabuilders.onboarding.proof.harness.StandaloneBroker;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.command.ActiveMQQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar's verbs, and its one sentence when it cannot start. */
class PackagedCommandsIT {

  @TempDir Path folder;

  @Test
  void drops_a_file_at_a_broker_of_its_own_as_the_user_who_may_do_only_that() throws Exception {
    Path order = Files.writeString(folder.resolve("order.json"), "{\"partner_data\": {}}");
    try (StandaloneBroker broker = StandaloneBroker.start();
        Connection operator = broker.connect("operator");
        Session session = operator.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      Map<String, String> environment =
          Map.of(
              "ONBOARDING_BROKER_URL", broker.url(),
              "ONBOARDING_BROKER_USER", "dropper",
              "ONBOARDING_BROKER_PASSWORD", StandaloneBroker.password("dropper"));
      Ended drop = PackagedVerb.run(environment, "drop", order.toString());
      assertThat(drop.output()).hasLineCount(1).contains(" -> partner-onboarding.start ID:");
      assertThat(drop.exitCode()).isZero();
      TextMessage start =
          (TextMessage)
              session.createConsumer(new ActiveMQQueue("partner-onboarding.start")).receive(5_000);
      assertThat(drop.output()).contains(start.getJMSMessageID());
      Ended watch = PackagedVerb.run(environment, "watch");
      assertThat(watch.output()).hasLineCount(1).contains("refuses this user");
      assertThat(watch.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void says_in_one_line_that_no_broker_is_there() throws Exception {
    Path order = Files.writeString(folder.resolve("order.json"), "{}");
    String away = "--broker=tcp://127.0.0.1:" + FreePorts.next();
    Ended drop = PackagedVerb.run(Map.of(), "drop", away, order.toString());
    assertThat(drop.output()).hasLineCount(1).contains("does not answer");
    assertThat(drop.exitCode()).isEqualTo(1);
    assertThat(PackagedVerb.run(Map.of(), "help").output()).contains("drop FILE", "watch");
  }

  @Test
  void ends_when_another_process_works_in_its_data_folder() throws Exception {
    try (FileChannel lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(lock.tryLock()).isNotNull();
      assertRefusesToStart("works in the data folder " + folder, "--onboarding.data-dir=" + folder);
    }
  }

  @Test
  void ends_when_a_port_is_taken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listen = "--onboarding.broker.listen=tcp://127.0.0.1:" + taken.getLocalPort();
      assertRefusesToStart("set onboarding.broker.listen=tcp://127.0.0.1:<free port>", listen);
      String port = "--server.port=" + taken.getLocalPort();
      assertRefusesToStart("set server.port=<free port>", port);
    }
  }

  private static void assertRefusesToStart(String sentence, String... arguments) {
    try (PackagedApp app = PackagedApp.launch(arguments)) {
      await().atMost(Duration.ofSeconds(180)).until(() -> !app.alive());
      assertThat(app.output())
          .contains("APPLICATION FAILED TO START", sentence)
          .doesNotContain("\tat ");
      assertThat(app.awaitExit()).isNotZero();
    }
  }
}
