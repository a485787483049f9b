package com.hexabuilders.onboarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.ParticipantView;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoCommand;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One participant's beans on a fresh database, called as the journal does: in a transaction. */
public final class TestRoom implements AutoCloseable {

  /** The day of every test: the clock stands still. */
  public static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final TransactionTemplate transaction;
  private final JdbcTemplate jdbc;

  /**
   * @param room any class of the participant's package
   * @param properties settings, {@code name=value}
   */
  public TestRoom(TestDatabase database, Class<?> room, String... properties) {
    DataSource dataSource = database.fresh();
    jdbc = new JdbcTemplate(dataSource);
    transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    TestPropertyValues.of(properties).applyTo(context);
    context.registerBean(JdbcTemplate.class, () -> jdbc);
    context.registerBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC));
    context.register(Claims.class);
    context.scan(room.getPackageName());
    context.refresh();
  }

  /** Calls a bean inside one transaction. */
  public <B, R> R with(Class<B> bean, Function<B, R> call) {
    return call(() -> call.apply(context.getBean(bean)));
  }

  /** Runs something inside one transaction. */
  public <R> R call(Supplier<R> call) {
    return transaction.execute(status -> call.get());
  }

  /** The section the participant shows of a partner. */
  public JsonNode view(String partnerId) {
    return context.getBean(ParticipantView.class).view(partnerId).orElseThrow();
  }

  /** Column values of the rows a query finds, one text per row. */
  public List<String> rows(String sql, Object... parameters) {
    return jdbc.queryForList(sql, parameters).stream()
        .map(Map::values)
        .map(values -> String.join(" ", values.stream().map(String::valueOf).toList()))
        .toList();
  }

  /** Puts rows into a state no command leads to. */
  public void update(String sql) {
    jdbc.update(sql);
  }

  /** The claims that are held, {@code kind key saga}. */
  public List<String> claims() {
    return rows("select kind, claim_key, saga_id from claim order by kind, claim_key");
  }

  @Override
  public void close() {
    context.close();
  }

  /** A command with facts and partner data in JSON; single quotes will do. */
  public static StepCommand command(String saga, String partner, String facts, String data) {
    return new StepCommand(saga, partner, "the_step", json(facts), json(data));
  }

  public static UndoCommand undo(String saga, String partner) {
    return new UndoCommand(saga, partner, "the_step", "a later step was refused");
  }

  /** Outcomes as one text each, for comparison in tables. */
  public static List<String> texts(List<StepOutcome> outcomes) {
    return outcomes.stream().map(TestRoom::text).toList();
  }

  public static String text(StepOutcome outcome) {
    if (outcome instanceof StepOutcome.Refused refused) {
      return "refused: " + refused.reason();
    }
    return outcome instanceof StepOutcome.Waiting waiting
        ? "waiting: " + waiting.reason()
        : "done: " + ((StepOutcome.Done) outcome).result();
  }

  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
