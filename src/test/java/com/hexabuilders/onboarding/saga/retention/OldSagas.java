package com.hexabuilders.onboarding.saga.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.Sha256;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.definition.SagaSettings;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.start.SagaStarts;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.Tombstones;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/** Sagas that ended long ago, and the archive they go to. Kept for seven days. */
public final class OldSagas {

  private final Path archive;

  public OldSagas(Path archive) {
    this.archive = archive;
  }

  public SagaWorld world(TestDatabase database) {
    return new SagaWorld(
        database,
        "onboarding.retention.after=7d",
        "onboarding.retention.batch=100",
        "onboarding.retention.archive-dir=" + archive);
  }

  /** Lets more than the time pass that sagas are kept; what is open is not swept. */
  public static void grow(SagaWorld world) {
    world.bean(DatabaseClock.class).advance(Duration.ofDays(8));
  }

  /** Sagas of partners {@code p1}, {@code p2} ... that are COMPLETED, handled in batches. */
  static List<String> completed(SagaWorld world, int count) {
    List<StartRequest> requests =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> SagaWorld.request("p" + i, "content", StartSource.REST, null))
            .toList();
    world.publish(world.bean(SagaStarts.class).start(SagaWorld.TYPE, requests).announcements());
    while (!world.queued.isEmpty()) {
      String queue = world.queued.get(0).queue();
      List<Delivery> batch =
          world.queued.stream().filter(d -> d.queue().equals(queue)).limit(100).toList();
      world.queued.removeAll(batch);
      world.handle(batch);
    }
    return requests.stream().map(StartRequest::sagaId).toList();
  }

  /** A whole pass. */
  public static void pass(SagaWorld world) {
    pass(world.bean(Retention.class));
  }

  public static void pass(Retention retention) {
    Duration rest = Duration.ZERO;
    while (rest.compareTo(Retention.SOON) < 0) {
      rest = retention.goOn();
    }
  }

  /** A second instance on the same database and archive. */
  static Retention otherInstance(SagaWorld world) {
    return instance(world, world.bean(TransactionTemplate.class));
  }

  static Retention instance(SagaWorld world, TransactionTemplate transactions) {
    return new Retention(
        transactions,
        world.bean(RetentionRows.class),
        world.bean(ArchiveRows.class),
        new Archive(
            world.bean(SagaSettings.class),
            world.bean(RetentionSettings.class),
            world.bean(DatabaseClock.class)),
        world.bean(Tombstones.class),
        world.bean(DatabaseClock.class),
        world.bean(RetentionSettings.class),
        world.bean(RunningTransactions.class));
  }

  public static List<String> kept(SagaWorld world) {
    return world.jdbc().queryForList("select saga_id from saga", String.class);
  }

  /** The archive's lines, checked: each is whole. */
  public List<ObjectNode> archived() {
    List<ObjectNode> lines = new ArrayList<>();
    for (Path file : files()) {
      try {
        for (String line : Files.readAllLines(file)) {
          ObjectNode json = EventJson.stored(line);
          String content = EventJson.text(json.get("content"));
          assertThat(Sha256.of(content)).isEqualTo(json.get("sha256").asText());
          lines.add(json);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lines;
  }

  List<String> archivedIds() {
    return archived().stream()
        .map(line -> line.get("saga_id").asText())
        .collect(Collectors.toList());
  }

  List<Path> files() {
    try (Stream<Path> files = Files.list(archive)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
