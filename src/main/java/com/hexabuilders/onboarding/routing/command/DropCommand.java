package com.hexabuilders.onboarding.routing.command;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hexabuilders.onboarding.routing.broker.BrokerClients;
import com.hexabuilders.onboarding.routing.broker.BrokerFailures;
import com.hexabuilders.onboarding.saga.SagaType;
import com.hexabuilders.onboarding.saga.WireLimits;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code drop}: puts start requests on the start queue. All files are checked before the first is
 * sent; a printed line means that the broker has that request on its disk.
 */
final class DropCommand {

  private static final String QUEUE = SagaType.ONBOARDING.queue("start");
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final InputStream in;
  private final PrintStream out;

  DropCommand(InputStream in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  void run(CommandOptions options) throws CommandFailure {
    if (options.json() || options.operands().isEmpty()) {
      throw CommandFailure.misused("drop takes the names of JSON files, or - for standard input.");
    }
    List<Drop> drops = new ArrayList<>();
    for (String name : options.operands()) {
      drops.add(new Drop(name, text(name)));
    }
    int sent = 0;
    try (Connection connection =
        BrokerClients.plain(options.url(), options.user(), options.password()).createConnection()) {
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      for (Drop drop : drops) {
        TextMessage message = session.createTextMessage(drop.text());
        producer.send(message);
        sent++;
        out.println(drop.name() + " -> " + QUEUE + " " + message.getJMSMessageID());
      }
    } catch (JMSException e) {
      throw failed(options, e, sent, drops.size());
    }
  }

  private static CommandFailure failed(
      CommandOptions options, JMSException failure, int sent, int all) {
    String sentence = BrokerFailures.sentence(options.url(), failure, BrokerFailures.COMMAND_LINE);
    String kept = all == 1 ? "" : " " + sent + " of " + all + " were dropped.";
    return CommandFailure.failed(sentence + kept);
  }

  private String text(String name) throws CommandFailure {
    byte[] bytes = bytes(name);
    if (bytes.length > WireLimits.BYTES) {
      throw CommandFailure.failed(name + " is larger than 1 MiB, the limit of a start request.");
    }
    String text = decode(name, bytes);
    try {
      JsonNode json = JSON.readTree(text);
      if (json == null || json.isMissingNode()) {
        throw CommandFailure.failed(name + " is empty: it has to be a JSON document.");
      }
      return text;
    } catch (IOException e) {
      String where = e.getMessage().lines().findFirst().orElse("");
      throw CommandFailure.failed(name + " is not JSON: " + where);
    }
  }

  private static String decode(String name, byte[] bytes) throws CommandFailure {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw CommandFailure.failed(name + " is not JSON: it is not UTF-8 text.");
    }
  }

  private byte[] bytes(String name) throws CommandFailure {
    try {
      if (name.equals("-")) {
        return in.readNBytes(WireLimits.BYTES + 1);
      }
      try (InputStream file = Files.newInputStream(Path.of(name))) {
        return file.readNBytes(WireLimits.BYTES + 1);
      }
    } catch (NoSuchFileException e) {
      throw CommandFailure.failed("There is no file " + name + ".");
    } catch (IOException e) {
      throw CommandFailure.failed(name + " cannot be read: " + e.getMessage() + ".");
    }
  }

  /** One request: where it comes from and its JSON. */
  private record Drop(String name, String text) {}
}
