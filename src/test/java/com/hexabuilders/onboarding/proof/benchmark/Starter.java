package com.hexabuilders.onboarding.proof.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.activemq.command.ActiveMQQueue;

/** Hands start requests to the application; a refusal is told to the caller as a failure. */
interface Starter {

  void start(List<String> orders, Consumer<Exception> failed) throws Exception;

  /** Drops them on the queue, persistent and in one transaction. */
  static Starter byQueue(Connection connection) throws JMSException {
    Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
    MessageProducer producer =
        session.createProducer(new ActiveMQQueue("partner-onboarding.start"));
    return (orders, failed) -> {
      for (String order : orders) {
        producer.send(session.createTextMessage(order));
      }
      session.commit();
    };
  }

  /** Posts them to the instances in turn, over connections that are kept. */
  static Starter byRest(List<Integer> ports) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    AtomicInteger turn = new AtomicInteger();
    return (orders, failed) -> {
      for (String order : orders) {
        int port = ports.get(turn.getAndIncrement() % ports.size());
        HttpRequest request =
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/sagas/partner-onboarding"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build();
        http.sendAsync(request, BodyHandlers.ofString())
            .whenComplete((reply, broken) -> check(reply, broken, failed));
      }
    };
  }

  private static void check(
      HttpResponse<String> reply, Throwable broken, Consumer<Exception> failed) {
    if (broken != null || reply.statusCode() != 202) {
      failed.accept(new IllegalStateException(broken == null ? reply.body() : "no answer", broken));
    }
  }
}
