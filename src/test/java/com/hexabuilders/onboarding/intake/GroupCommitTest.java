package com.hexabuilders.onboarding.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.saga.RunningSagas;
import com.hexabuilders.onboarding.saga.SagaStarts;
import com.hexabuilders.onboarding.saga.StartRequest;
import com.hexabuilders.onboarding.saga.StartResult;
import com.hexabuilders.onboarding.saga.StepBroke;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

/** How many of the starts that come at once pass the gate. */
class GroupCommitTest {

  private final ExecutorService callers = Executors.newFixedThreadPool(5);
  private final AtomicInteger room = new AtomicInteger(3);
  private final SagaStarts starts = mock(SagaStarts.class);
  private final RunningSagas running = mock(RunningSagas.class);
  private final GroupCommit commit =
      new GroupCommit(
          starts, mock(StartAnnouncer.class), new IntakeGate(running), new MockEnvironment());

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
  void a_start_that_breaks_is_not_told_to_come_again() {
    when(running.room()).thenReturn(1);
    when(starts.start(any(), any())).thenThrow(StepBroke.tookTooLong());
    commit.start();

    assertThatThrownBy(() -> answer("p-1")).isInstanceOf(StepBroke.class);
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
              StartRequest.Source.REST,
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
