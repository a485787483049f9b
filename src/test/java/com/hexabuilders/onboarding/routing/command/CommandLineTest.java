package com.hexabuilders.onboarding.routing.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.FreePorts;
import com.hexabuilders.onboarding.routing.broker.BrokerFixture;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs drop, watch and help, against an embedded broker's listener. */
class CommandLineTest {

  private static final Destination START = new ActiveMQQueue("partner-onboarding.start");
  private static final Destination EVENTS =
      new ActiveMQTopic("VirtualTopic.partner-onboarding.events");
  private static final String EVENT =
      """
      {"type": "ContractCreated", "subject": "acme", "time": "2026-01-02T03:04:05Z",
       "data": {"partner_id": "acme", "contract_id": "c-1", "reason": "two words\\u001b[31m"}}""";

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Thread watching;

  @AfterEach
  void stopWatching() throws InterruptedException {
    if (watching != null) {
      watching.interrupt();
      watching.join(10_000);
      assertThat(watching.isAlive()).isFalse();
    }
  }

  @Test
  void drops_each_file_and_prints_its_message_id() throws Exception {
    try (BrokerFixture broker = new BrokerFixture(folder.resolve("data"))) {
      Path one = Files.writeString(folder.resolve("one.json"), "\uFEFF{\"name\": \"Ñandú\"}");
      Path two = Files.writeString(folder.resolve("two.json"), "[1]");
      String from = "--broker=" + broker.tcp;
      assertThat(run("{\"stdin\": true}", "drop", from, "" + one, "" + two, "-")).isZero();
      assertThat(out.toString(UTF_8).lines())
          .hasSize(3)
          .allMatch(line -> line.contains(" -> partner-onboarding.start ID:"));
      try (Connection connection = broker.connect();
          Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
        var starts = session.createConsumer(START);
        TextMessage first = (TextMessage) starts.receive(3_000);
        assertThat(first.getText()).isEqualTo("{\"name\": \"Ñandú\"}");
        assertThat(out.toString(UTF_8)).contains(first.getJMSMessageID());
        assertThat(starts.receive(3_000).getBody(String.class)).isEqualTo("[1]");
        assertThat(starts.receive(3_000).getBody(String.class)).isEqualTo("{\"stdin\": true}");
      }
    }
  }

  @Test
  void says_in_one_sentence_why_a_file_is_not_dropped_and_drops_none() throws IOException {
    Path good = Files.writeString(folder.resolve("good.json"), "{}");
    Path bad = Files.writeString(folder.resolve("bad.json"), "{} {}");
    Path empty = Files.writeString(folder.resolve("empty.json"), "");
    Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xE9, '"'});
    Path large = Files.writeString(folder.resolve("large.json"), '"' + "x".repeat(1 << 20) + '"');
    assertRefused("There is no file", "drop", "" + good, folder + "/none.json");
    assertRefused("is not JSON", "drop", "" + good, "" + bad);
    assertRefused("is empty", "drop", "" + empty);
    assertRefused("is not UTF-8", "drop", "" + latin);
    assertRefused("larger than 1 MiB", "drop", "" + large);
    assertRefused("cannot be read", "drop", "" + folder);
  }

  @Test
  void says_that_no_broker_answers_and_how_to_name_another() throws IOException {
    Path good = Files.writeString(folder.resolve("good.json"), "{}");
    String away = "tcp://127.0.0.1:" + FreePorts.next();
    assertRefused("The broker at " + away, "drop", "--broker=" + away, "" + good);
    assertRefused("--broker=tcp://host:port", "drop", "--broker=" + away, "" + good);
  }

  @Test
  void gives_user_and_password_of_the_settings_and_says_when_they_are_wrong() throws Exception {
    try (BrokerFixture broker = new BrokerFixture(folder.resolve("data"), "app", "secret")) {
      Path good = Files.writeString(folder.resolve("good.json"), "{}");
      String from = "--broker=" + broker.tcp;
      assertRefused("refuses this user", "drop", from, "" + good);
      assertThat(run("", "drop", from, "--user=app", "--password=secret", "" + good)).isZero();
      assertThat(
              run(
                  "",
                  "drop",
                  "--broker",
                  broker.tcp,
                  "--user",
                  "app",
                  "--password",
                  "secret",
                  "" + good))
          .isZero();
      assertRefused("refuses this user", "watch", from);
    }
  }

  @Test
  void explains_itself() {
    assertThat(run("", "help")).isZero();
    assertThat(out.toString(UTF_8)).contains("drop FILE", "watch [--json]", "--broker=URL");
    assertThat(run("", "dorp")).isEqualTo(2);
    assertThat(run("", "drop")).isEqualTo(2);
    assertThat(run("", "watch", "--what")).isEqualTo(2);
    assertThat(run("", "drop", "file.json", "--user")).isEqualTo(2);
    assertThat(run("", "drop", "--broker", "--user", "x", "file.json")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--broker has no value: write --broker=VALUE.");
    assertThat(run("", "watch", "--broker=nonsense")).isEqualTo(2);
    assertThat(run("", "install")).isEqualTo(2);
    assertThat(run("", "install", "" + folder.resolve("app"))).isEqualTo(1); // no packaged jar
    assertThat(CommandLine.isVerb()).isFalse();
    assertThat(CommandLine.isVerb("--server.port=1", "drop")).isFalse();
    assertThat(CommandLine.isVerb("watch")).isTrue();
  }

  @Test
  void watches_events_and_connects_again_when_the_broker_was_away() throws Exception {
    try (BrokerFixture broker = new BrokerFixture(folder.resolve("data"))) {
      watch("watch", "--broker=" + broker.tcp);
      await().until(() -> err.toString(UTF_8).contains("Watching VirtualTopic"));
      publish(broker);
      await().until(() -> out.toString(UTF_8).contains("ContractCreated"));
      assertThat(out.toString(UTF_8))
          .containsPattern(
              "2026-01-02T03:04:05Z +acme +ContractCreated +contract_id=c-1 reason=\"two words")
          .doesNotContain("\u001b");
      broker.broker.service().stop();
      await().until(() -> err.toString(UTF_8).contains("Trying again every second."));
      out.reset();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(
              () -> {
                publish(broker);
                return out.toString(UTF_8).contains("ContractCreated");
              });
    }
  }

  @Test
  void prints_the_event_itself_on_one_line_for_programs() {
    assertThat(EventLine.raw(EVENT)).doesNotContain("\n").contains("\"contract_id\": \"c-1\"");
    assertThat(EventLine.of("no json")).isEqualTo("not an event: no json");
  }

  private void assertRefused(String sentence, String... words) {
    err.reset();
    out.reset();
    assertThat(run("", words)).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains(sentence).hasLineCount(1);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  private void watch(String... words) {
    watching = new Thread(() -> run("", words), "watching");
    watching.start();
  }

  private int run(String input, String... words) {
    return new CommandLine(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            name -> null)
        .execute(words);
  }

  private static void publish(BrokerFixture broker) throws JMSException {
    try (Connection connection = broker.connect();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      session.createProducer(EVENTS).send(session.createTextMessage(EVENT));
    }
  }
}
