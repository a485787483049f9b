package com.hexabuilders.onboarding.proof.explorer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.proof.stories.Orders;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.command.ActiveMQQueue;

/** Plays the roles of one cell, each as a client that repeats what was not answered. */
final class Cast implements AutoCloseable {

  private static final String START = "partner-onboarding.start";
  private static final int ALWAYS = 1_000_000;

  /** Orders that step 2, 3, 4 or 5 refuses. */
  private static final List<String> REFUSED =
      List.of(
          "{\"tipo_partner\": \"FREELANCER\", \"preferred_contract_type\": \"ENTERPRISE\"}",
          "{\"documents\": [{\"type\": \"IDENTITY\", \"format\": \"pdf\", \"size_bytes\": 5,"
              + " \"expires_on\": \"2001-01-01\"}]}",
          "{\"campaign_permissions\": {\"max_monthly_budget\": 999999}}",
          "{\"recruitment_preferences\": {\"categories\": [\"ASTROLOGY\"]}}");

  private final Stage stage;
  private final Client client;
  private final String cell;
  private final Set<Role> roles;
  private final int refusedBy;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> scripts = new ArrayList<>();

  Cast(Stage stage, String cell, Set<Role> roles) {
    this.stage = stage;
    this.client = new Client(stage.app.client());
    this.cell = cell;
    this.roles = roles;
    this.refusedBy = new Random(cell.hashCode()).nextInt(REFUSED.size());
  }

  Set<Role> roles() {
    return roles;
  }

  String cell() {
    return cell;
  }

  /** Begins; every role goes its way in the background. */
  void play() {
    roles.forEach(role -> scripts.add(threads.submit(() -> script(role))));
  }

  /** Sends every message announced so far once more, and repeats every request and drop. */
  void copies() throws JMSException {
    try (Session session = stage.connection().createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(null)) {
      stage.jdbc.query(
          "select l.queue, l.body from saga_log l join saga s on s.saga_id = l.saga_id"
              + " where s.partner_id like ? and l.queue is not null order by l.recorded_at, l.seq",
          row -> {
            try {
              Message copy = session.createTextMessage(row.getString(2));
              producer.send(new ActiveMQQueue(row.getString(1)), copy);
            } catch (JMSException e) {
              throw new IllegalStateException(e);
            }
          },
          cell + "-%");
      session.commit();
    }
    roles.forEach(role -> scripts.add(threads.submit(() -> copy(role))));
  }

  private void copy(Role role) {
    switch (role) {
      case BY_REST -> byRest(role);
      case DROPPED, REFUSED -> drop(role, order(role));
      case CANCELLED -> cancel(role);
      default -> {}
    }
  }

  private void script(Role role) {
    String partner = role.partner(cell);
    switch (role) {
      case BY_REST -> byRest(role);
      case DROPPED, REFUSED -> drop(role, order(role));
      case CANCELLED -> {
        byRest(role);
        cancel(role);
      }
      case RETRIED -> brokenDrop(role, "document_package", 1);
      case EXHAUSTED -> brokenDrop(role, "contract", ALWAYS);
      case SUSPENDED -> {
        brokenDrop(role, "campaign_permission", ALWAYS);
        client.await(() -> letter(partner) != null);
        stage.breakage.mend(partner);
        client.post("/sagas/dead-letters/" + letter(partner) + "/retry", "{}");
      }
      case TIMED_OUT -> {
        client.post("/participants/recruitment/disable", HostileOrder.reason());
        byRest(role);
        client.await(() -> status(partner).startsWith("COMPENSAT"));
        client.post("/participants/recruitment/enable", "{}");
      }
      case MALFORMED -> send(START, event("HALF", order(role)).replace("HALF", "\\ud800"));
      case STRAY -> send("ActiveMQ.DLQ", partner);
    }
  }

  private void byRest(Role role) {
    String partner = role.partner(cell);
    client.post(
        "/sagas/partner-onboarding", order(role), "Idempotency-Key", HostileOrder.key(partner));
  }

  private void cancel(Role role) {
    client.post("/sagas/" + role.partner(cell) + "/compensate", HostileOrder.reason());
  }

  private void brokenDrop(Role role, String table, int calls) {
    stage.breakage.breakFor(role.partner(cell), table, calls);
    drop(role, order(role));
  }

  /** As a CloudEvent, whose source and id make a copy of it the same start. */
  private void drop(Role role, String order) {
    send(START, event(role.partner(cell), order));
  }

  private static String event(String id, String order) {
    return Orders.JSON
        .createObjectNode()
        .put("specversion", "1.0")
        .put("id", HostileOrder.key(id))
        .put("source", HostileOrder.key("/explorer"))
        .put("type", "PartnerOnboardingRequested")
        .<ObjectNode>set("data", Orders.json(order))
        .toString();
  }

  private String order(Role role) {
    String others = role == Role.REFUSED ? REFUSED.get(refusedBy) : "{}";
    return HostileOrder.of(role.partner(cell), others).toString();
  }

  private void send(String queue, String text) {
    try (Session session = stage.connection().createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(new ActiveMQQueue(queue))) {
      producer.send(session.createTextMessage(text));
      session.commit();
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private String letter(String partner) {
    return stage
        .jdbc
        .queryForList(
            "select id from dead_letter where partner_id = ? and kind = 'EXHAUSTED'",
            String.class,
            partner)
        .stream()
        .findFirst()
        .orElse(null);
  }

  private String status(String partner) {
    List<String> found =
        stage.jdbc.queryForList(
            "select status from saga where partner_id = ?", String.class, partner);
    return found.isEmpty() ? "" : found.get(0);
  }

  /** Waits until every client has its answer. */
  void awaitAnswers(Duration atMost) throws Exception {
    for (Future<?> script : List.copyOf(scripts)) {
      script.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
