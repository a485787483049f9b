package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.deadline.Sweeper;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Announcements.Announcement;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.SagaLog;
import com.hexabuilders.onboarding.saga.journal.SagaRepository;
import com.hexabuilders.onboarding.saga.journal.StepRepository;
import com.hexabuilders.onboarding.saga.operator.CompensationRequests;
import com.hexabuilders.onboarding.saga.start.SagaStarts;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.StartSource;
import com.hexabuilders.onboarding.saga.step.SagaCompletion;
import com.hexabuilders.onboarding.saga.step.StepExecution;
import com.hexabuilders.onboarding.saga.step.StepFailures;
import com.hexabuilders.onboarding.saga.step.UndoExecution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The saga room on a fresh database, without a broker: the test carries the messages, and so
 * decides which are lost, late, doubled or out of order. No thread runs but the test's.
 */
public final class SagaWorld implements AutoCloseable {

  public static final String TYPE = "partner_onboarding";
  public static final List<String> STEPS = List.of("one", "two", "three");

  /** Everything announced so far that no queue reader has taken. */
  public final List<Delivery> queued = new ArrayList<>();

  /** Everything observers were sent, in order. */
  public final List<Announcement> observed = new ArrayList<>();

  public final FakeParticipants participants = new FakeParticipants();
  public boolean brokerAnswers = true;
  public Runnable whileSending = () -> {};

  private final AnnotationConfigApplicationContext context;
  private int messages;

  public SagaWorld(TestDatabase database, String... properties) {
    this(database.fresh(), properties);
  }

  /** Another instance on a database that one works on already. */
  public SagaWorld(DataSource database, String... properties) {
    context = SagaContext.of(database, participants, new BusAnnouncer(), properties);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public JdbcTemplate jdbc() {
    return bean(JdbcTemplate.class);
  }

  /** Starts a saga of a partner and leaves its first event in the queue. */
  public String start(String partnerId) {
    return ((StartResult.Accepted) start(request(partnerId, "content", StartSource.REST, null)))
        .sagaId();
  }

  public StartResult start(StartRequest request) {
    SagaStarts.Started started = bean(SagaStarts.class).start(TYPE, List.of(request));
    publish(started.announcements());
    return started.results().get(0);
  }

  public static StartRequest request(
      String partnerId, String content, StartSource source, String identity) {
    ObjectNode data = EventJson.object().put("nombre", partnerId);
    return new StartRequest(
        UUID.randomUUID().toString(),
        partnerId,
        "corr-" + partnerId,
        content,
        data,
        source,
        identity);
  }

  /** Carries messages until none is left, in order. */
  public void runUntilQuiet() {
    while (!queued.isEmpty()) {
      handle(List.of(queued.remove(0)));
    }
  }

  /** Hands messages of one queue to its reader, as a batch; a broken single one is recorded. */
  public void handle(List<Delivery> batch) {
    String queue = batch.get(0).queue();
    try {
      publish(dispatch(queue, batch));
    } catch (StepBroke broke) {
      String step = bean(Definitions.class).findStepReading(queue).orElseThrow();
      StepFailures failures = bean(StepFailures.class);
      publish(
          queue.endsWith(".undo")
              ? failures.undoBroke(step, batch.get(0), 3, broke)
              : failures.stepBroke(step, batch.get(0), 3, broke));
    }
  }

  private Announcements dispatch(String queue, List<Delivery> batch) {
    if (queue.equals("completion")) {
      return bean(SagaCompletion.class).execute(batch);
    }
    String step = bean(Definitions.class).findStepReading(queue).orElseThrow();
    return queue.endsWith(".undo")
        ? bean(UndoExecution.class).execute(step, batch)
        : bean(StepExecution.class).execute(step, batch);
  }

  public void publish(Announcements announcements) {
    for (Announcement event : announcements.events()) {
      observed.add(event);
      if (event.queue() != null) {
        queued.add(delivery(event.queue(), event.body()));
      }
    }
  }

  public Delivery delivery(String queue, String body) {
    return new Delivery(queue, "message-" + ++messages, false, body, null);
  }

  public void compensate(String sagaId) {
    bean(CompensationRequests.class).request(sagaId, "Changed my mind.", AuditEntry.Actor.LOCAL);
  }

  /** Lets time pass and the alarm ring. */
  public void pass(Duration time) {
    bean(DatabaseClock.class).advance(time);
    bean(Sweeper.class).sweep();
  }

  public Saga saga(String id) {
    Saga saga = bean(SagaRepository.class).find(List.of(id)).get(0);
    bean(StepRepository.class).load(Map.of(id, saga));
    return saga;
  }

  public String status(String id) {
    return saga(id).status();
  }

  public List<LogEntry> log(String id) {
    return bean(SagaLog.class).of(id);
  }

  /** Types of the log, with the step where it is about one. */
  public List<String> story(String id) {
    return log(id).stream()
        .map(entry -> entry.type() + (entry.step() == null ? "" : " " + entry.step()))
        .toList();
  }

  @Override
  public void close() {
    CurrentSaga.clear(); // as whoever gives a thread its work does
    context.close();
  }

  private final class BusAnnouncer implements Announcer {
    @Override
    public void announce(Announcements announcements) {
      if (!brokerAnswers) {
        throw new InfrastructureTrouble(new IllegalStateException("The broker is away."));
      }
      whileSending.run();
      publish(announcements);
    }

    @Override
    public boolean brokerAnswers() {
      return brokerAnswers;
    }
  }
}
