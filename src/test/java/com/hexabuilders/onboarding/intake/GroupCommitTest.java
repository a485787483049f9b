package com.hexabuilders.onboarding.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.journal.RunningSagas;
import com.hexabuilders.onboarding.saga.start.SagaStarts;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.util.ReflectionTestUtils;

/** How many of the starts that come at once pass the gate. */
class GroupCommitTest {

  private final ExecutorService callers = Executors.newFixedThreadPool(5);
  private final AtomicInteger room = new AtomicInteger(3);
  private final AtomicBoolean hurried = new AtomicBoolean();
  private final SagaStarts starts = mock(SagaStarts.class);
  private final RunningSagas running = mock(RunningSagas.class);
  private final RunningTransactions transactions = mock(RunningTransactions.class);
  private final GroupCommit commit =
      new GroupCommit(
          starts,
          mock(StartAnnouncer.class),
          new IntakeGate(running),
          transactions,
          new MockEnvironment().withProperty("onboarding.batch.max", "50"));

  @AfterEach
  void stop() {
    commit.stop();
    callers.shutdownNow();
  }

  @Test
  void no_more_starts_pass_the_gate_at_once_than_there_is_room_for() {
    when(running.isFull()).thenReturn(false); // as it was when each of them came
    when(running.room()).thenAnswer(call -> room.get());
    when(starts.start(any(), any())).thenAnswer(call -> accepted(call.getArgument(1)));
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 5)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> answer("p-" + i), callers))
            .toList();
    commit.start();
    await().until(() -> answers.stream().allMatch(CompletableFuture::isDone));

    assertThat(answers.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(
            "accepted",
            "accepted",
            "accepted",
            "Too many onboardings are running; try again soon. 2",
            "Too many onboardings are running; try again soon. 2");
  }

  @Test
  void a_start_that_breaks_alone_is_no_trouble_of_the_database() {
    RuntimeException broke = StepBroke.tookTooLong();
    when(running.room()).thenReturn(5);
    when(starts.start(any(), any())).thenThrow(broke);
    commit.start();

    assertThatThrownBy(() -> answer("p-1")).isSameAs(broke);
  }

  /** One wait for the lock is enough; the other starts of the group do not wait as long again. */
  @Test
  void a_start_whose_claim_is_locked_fails_alone_and_soon() {
    room.set(5);
    when(transactions.hurried(any()))
        .thenAnswer(
            call -> {
              hurried.set(true);
              return ((Supplier<?>) call.getArgument(0)).get();
            });
    when(running.isFull()).thenReturn(false);
    when(running.room()).thenAnswer(call -> room.get());
    when(starts.start(any(), any())).thenAnswer(call -> acceptedUnlessLocked(call.getArgument(1)));
    List<CompletableFuture<String>> answers =
        List.of("p-0", "locked", "p-2").stream()
            .map(partner -> CompletableFuture.supplyAsync(() -> answer(partner), callers))
            .toList();
    Collection<?> queue = (Collection<?>) ReflectionTestUtils.getField(commit, "queue");
    await().until(() -> queue.size() == 3); // so that they are one group
    commit.start();
    await().until(() -> answers.stream().allMatch(CompletableFuture::isDone));

    assertThat(hurried).isTrue();
    assertThat(answers.stream().map(CompletableFuture::join))
        .containsExactly(
            "accepted",
            "Another transaction works on this partner or key at the moment; nothing is lost if you"
                + " try again with the same key or partner_id. 2",
            "accepted");
  }

  private SagaStarts.Started acceptedUnlessLocked(List<StartRequest> group) {
    if (group.stream().anyMatch(request -> request.partnerId().equals("locked"))) {
      throw new InfrastructureTrouble(new SQLException("", "55P03"));
    }
    return accepted(group);
  }

  private String answer(String partner) {
    try {
      commit.start(
          new StartRequest(
              partner,
              partner,
              "corr-1",
              "hash",
              JsonNodeFactory.instance.objectNode(),
              StartSource.REST,
              null));
      return "accepted";
    } catch (StartUnavailable e) {
      return e.getMessage() + " " + e.retryAfterSeconds();
    }
  }

  private SagaStarts.Started accepted(List<StartRequest> group) {
    room.addAndGet(-group.size());
    List<StartResult> results =
        group.stream()
            .<StartResult>map(
                r ->
                    new StartResult.Accepted(
                        r.sagaId(), r.partnerId(), r.correlationId(), Instant.EPOCH, false))
            .toList();
    return new SagaStarts.Started(results, null);
  }
}
