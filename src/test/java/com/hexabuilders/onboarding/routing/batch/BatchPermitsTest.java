package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.Thread.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** How many batches are worked on at a time, and which. */
class BatchPermitsTest {

  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final Duration NEVER = Duration.ofMinutes(1);
  private static final int PROCESSORS = 2;
  private static final int BATCH = 50;

  @Test
  void a_batch_that_hangs_holds_up_others_once_and_not_for_long() throws Exception {
    BatchPermits permits = new BatchPermits(PROCESSORS, LONGEST);
    long begun = System.nanoTime();
    for (int i = 0; i < PROCESSORS; i++) {
      permits.forReader(BATCH).take(() -> 1);
    }
    BatchPermits.Permit permit = permits.forReader(BATCH);
    permit.take(() -> 1);
    long held = System.nanoTime();
    permit.leave();
    permit.take(() -> 1);
    long again = System.nanoTime();

    assertThat(held - begun).isGreaterThanOrEqualTo(LONGEST.toNanos());
    assertThat(again - held).isLessThan(LONGEST.toNanos());
  }

  @Test
  void a_small_batch_waits_no_longer_though_larger_ones_keep_coming() throws Exception {
    BatchPermits one = new BatchPermits(1, LONGEST);
    BatchPermits.Permit holding = one.forReader(BATCH);
    holding.take(() -> BATCH);
    Thread small = taking(one.forReader(BATCH), 1);
    long end = System.nanoTime() + LONGEST.multipliedBy(10).toNanos();
    while (small.isAlive() && System.nanoTime() < end) {
      BatchPermits.Permit next = one.forReader(BATCH);
      Thread large = taking(next, BATCH);
      waits(large);
      holding.leave();
      large.join();
      holding = next;
    }
    boolean waits = small.isAlive();
    small.interrupt();

    assertThat(waits).isFalse();
  }

  @Test
  void one_more_place_is_for_a_batch_that_is_half_full() throws Exception {
    BatchPermits permits = new BatchPermits(PROCESSORS, NEVER);
    permits.forReader(BATCH).take(() -> 1);
    permits.forReader(BATCH).take(() -> 1);
    BatchPermits.Permit extra = permits.forReader(BATCH);

    assertThat(waits(permits, 24)).isTrue();
    extra.take(() -> 25);
    assertThat(waits(permits, 50)).isTrue();
    extra.leave();
    assertThat(waits(permits, 50)).isFalse();
  }

  @Test
  void a_place_is_given_back_once_whoever_gives_it_back() throws Exception {
    BatchPermits permits = new BatchPermits(PROCESSORS, NEVER);
    BatchPermits.Permit permit = permits.forReader(BATCH);
    permit.take(() -> 1);
    permits.forReader(BATCH).take(() -> 1);
    permit.leave();
    permit.leave();

    assertThat(waits(permits, 1)).isFalse();
    assertThat(waits(permits, 1)).isTrue();
  }

  @Test
  void the_largest_batch_goes_first_counted_when_a_place_is_free() throws Exception {
    BatchPermits one = new BatchPermits(1, NEVER);
    BatchPermits.Permit only = one.forReader(BATCH);
    only.take(() -> 1);
    List<Queue> queues = List.of(new Queue(5), new Queue(1), new Queue(10));
    List<Queue> order = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Void>> readers =
        queues.stream()
            .map(
                queue ->
                    CompletableFuture.runAsync(
                        () -> readOnce(one, queue, order), task -> new Thread(task).start()))
            .toList();
    await().until(() -> queues.stream().allMatch(queue -> queue.isCounted));
    queues.get(1).messages = 20;
    only.leave();

    readers.forEach(CompletableFuture::join);
    assertThat(order).extracting(queue -> queue.messages).containsExactly(20, 10, 5);
  }

  @Test
  void full_batches_go_in_the_order_of_asking() throws Exception {
    BatchPermits one = new BatchPermits(1, NEVER);
    BatchPermits.Permit only = one.forReader(BATCH);
    only.take(() -> 1);
    one.forReader(BATCH).take(() -> BATCH);
    Thread first = taking(one.forReader(BATCH), BATCH);
    assertThat(waits(first)).isTrue();
    Thread second = taking(one.forReader(BATCH), 2 * BATCH);
    assertThat(waits(second)).isTrue();
    only.leave();

    first.join(Duration.ofSeconds(10).toMillis());
    assertThat(first.isAlive()).isFalse();
    assertThat(waits(second)).isTrue();
    second.interrupt();
  }

  private static void readOnce(BatchPermits permits, Queue queue, List<Queue> order) {
    BatchPermits.Permit permit = permits.forReader(BATCH);
    take(permit, queue);
    order.add(queue);
    permit.leave();
  }

  /** Whether another reader would have to wait; if not it has a permit now. */
  private static boolean waits(BatchPermits permits, int messages) throws InterruptedException {
    Thread reader = taking(permits.forReader(BATCH), messages);
    boolean waits = waits(reader);
    reader.interrupt();
    reader.join();
    return waits;
  }

  private static boolean waits(Thread reader) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> reader.getState() == State.TIMED_WAITING || !reader.isAlive());
    return reader.isAlive();
  }

  private static Thread taking(BatchPermits.Permit permit, int messages) {
    Thread reader = new Thread(() -> take(permit, () -> messages));
    reader.start();
    return reader;
  }

  private static void take(BatchPermits.Permit permit, IntSupplier messages) {
    try {
      permit.take(messages);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What waits for a reader; it may fill meanwhile. */
  private static final class Queue implements IntSupplier {
    private volatile int messages;
    private volatile boolean isCounted;

    Queue(int messages) {
      this.messages = messages;
    }

    @Override
    public int getAsInt() {
      isCounted = true;
      return messages;
    }
  }
}
