package com.hexabuilders.onboarding.saga.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.journal.SagaRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Removal when something goes wrong, or others are at it too. */
class RetentionTroubleTest {

  @TempDir Path folder;

  private OldSagas old() {
    return new OldSagas(folder.resolve("archive"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_crash_between_archive_and_commit_archives_again_with_the_same_hash(TestDatabase database) {
    try (SagaWorld world = old().world(database)) {
      List<String> sagas = OldSagas.completed(world, 3);
      OldSagas.grow(world);
      Retention dying = OldSagas.instance(world, dyingBeforeCommit(world));
      assertThatThrownBy(dying::goOn).isInstanceOf(InfrastructureTrouble.class);
      assertThat(OldSagas.kept(world)).hasSameElementsAs(sagas);
      assertThat(old().archivedIds()).hasSameElementsAs(sagas);

      OldSagas.pass(world);
      assertThat(OldSagas.kept(world)).isEmpty();
      assertThat(old().archived()).hasSize(6);
      assertThat(old().files()).hasSize(2);
      assertThat(old().archived())
          .extracting(line -> line.get("saga_id").asText() + line.get("sha256").asText())
          .satisfies(lines -> assertThat(lines.stream().distinct()).hasSize(3));
    }
  }

  /** Ends every transaction at its last moment as if the process had been killed. */
  private static TransactionTemplate dyingBeforeCommit(SagaWorld world) {
    TransactionTemplate real = world.bean(TransactionTemplate.class);
    return new TransactionTemplate(real.getTransactionManager()) {
      private static final long serialVersionUID = 1L;

      @Override
      public <T> T execute(TransactionCallback<T> action) {
        return super.execute(
            transaction -> {
              action.doInTransaction(transaction);
              throw new InfrastructureTrouble(new IllegalStateException("killed"));
            });
      }
    };
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void two_instances_at_once_archive_each_saga_once(TestDatabase database) {
    try (SagaWorld world = old().world(database)) {
      List<String> sagas = OldSagas.completed(world, 250);
      OldSagas.grow(world);
      Retention one = OldSagas.otherInstance(world);
      Retention two = OldSagas.otherInstance(world);
      CompletableFuture<Void> first = CompletableFuture.runAsync(() -> passes(one));
      CompletableFuture<Void> second = CompletableFuture.runAsync(() -> passes(two));
      first.join();
      second.join();

      assertThat(OldSagas.kept(world)).isEmpty();
      assertThat(old().archivedIds()).containsExactlyInAnyOrderElementsOf(sagas);
      assertThat(old().files()).hasSize(2);
    }
  }

  private static void passes(Retention retention) {
    for (int i = 0; i < 3; i++) {
      OldSagas.pass(retention);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nothing_is_removed_while_the_archive_cannot_be_written(TestDatabase database)
      throws Exception {
    Path inTheWay = Files.writeString(folder.resolve("archive"), "no folder");
    try (SagaWorld world = old().world(database)) {
      List<String> sagas = OldSagas.completed(world, 2);
      OldSagas.grow(world);
      assertThatThrownBy(() -> OldSagas.pass(world)).isInstanceOf(ArchiveTrouble.class);
      assertThat(OldSagas.kept(world)).hasSameElementsAs(sagas);
      assertThat(world.jdbc().queryForList("select * from saga_tombstone")).isEmpty();

      Files.delete(inTheWay);
      OldSagas.pass(world);
      OldSagas.pass(world);
      assertThat(OldSagas.kept(world)).isEmpty();
      assertThat(old().archivedIds()).hasSameElementsAs(sagas);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_thousand_go_in_batches_while_others_work_and_some_cannot_go(TestDatabase database) {
    try (SagaWorld world = old().world(database)) {
      List<String> sagas = OldSagas.completed(world, 1_000);
      OldSagas.grow(world);
      String running = world.start("meanwhile");
      String broken = sagas.get(17);
      String locked = sagas.get(18);
      world.jdbc().execute("create table holds (saga_id varchar(36) references saga (saga_id))");
      world.jdbc().update("insert into holds values (?)", broken);
      world
          .bean(TransactionTemplate.class)
          .executeWithoutResult(
              transaction -> {
                world.bean(SagaRepository.class).lock(List.of(locked));
                List<Integer> left = CompletableFuture.supplyAsync(() -> pass(world)).join();
                assertThat(left).startsWith(902, 802).endsWith(2, 2).hasSize(11);
              });
      assertThat(OldSagas.kept(world)).containsExactlyInAnyOrder(running, broken, locked);
      assertThat(world.status(running)).isEqualTo("COMPLETED");
      assertThat(old().archivedIds()).hasSize(998).doesNotContain(broken, locked);

      OldSagas.pass(world);
      assertThat(OldSagas.kept(world)).containsExactlyInAnyOrder(running, broken);
      world.jdbc().execute("drop table holds");
      OldSagas.pass(world);
      assertThat(OldSagas.kept(world)).as("put off").contains(broken);
      world.bean(DatabaseClock.class).advance(Duration.ofHours(2));
      OldSagas.pass(world);
      assertThat(OldSagas.kept(world)).containsExactly(running);
    }
  }

  /** A pass beside a saga that goes on: how many old sagas are left after each batch. */
  private static List<Integer> pass(SagaWorld world) {
    List<Integer> left = new ArrayList<>();
    Duration rest = Duration.ZERO;
    while (rest.compareTo(Retention.SOON) < 0) {
      rest = world.bean(Retention.class).goOn();
      left.add(OldSagas.kept(world).size() - 1);
      if (!world.queued.isEmpty()) {
        world.handle(List.of(world.queued.remove(0)));
      }
    }
    return left;
  }
}
