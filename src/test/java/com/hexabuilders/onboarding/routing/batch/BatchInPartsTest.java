package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.HungMessages;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a batch of starts is taken apart when some of them wait for locked rows. */
class BatchInPartsTest {

  private static final String BESIDE = "partner-onboarding.start.locked";
  private static final Exception LOCK =
      new IllegalStateException(new SQLException("locked", "55P03"));

  private final JmsBatchConsumer consumer = mock(JmsBatchConsumer.class);
  private final JmsBatchComponent component = mock(JmsBatchComponent.class);
  private final RunningTransactions transactions = mock(RunningTransactions.class);
  private final ReceivedBatch batch = mock(ReceivedBatch.class);
  private final List<List<Delivery>> tried = new ArrayList<>();
  private final List<Delivery> handled = new ArrayList<>();
  private final List<Delivery> moved = new ArrayList<>();

  @BeforeEach
  void connect() throws Exception {
    HungMessages hung = mock(HungMessages.class);
    when(component.hung()).thenReturn(hung);
    when(component.transactions()).thenReturn(transactions);
    when(transactions.hurried(any())).thenAnswer(call -> call.<Supplier<?>>getArgument(0).get());
    when(consumer.isReceiving()).thenReturn(true);
    doAnswer(call -> moved.add(call.getArgument(0))).when(batch).move(any(), eq(BESIDE));
    when(consumer.options())
        .thenReturn(
            new JmsBatchEndpoint.Options("partner-onboarding.start", 50, 1, () -> true, BESIDE));
  }

  @Test
  void one_of_many_copies_waits_alone_and_all_others_of_the_batch_are_handled() throws Exception {
    List<Delivery> copies = starts("copy", 40, "same");
    List<Delivery> others =
        IntStream.range(0, 10).mapToObj(n -> start("free" + n, "" + n)).toList();
    handle(Stream.concat(copies.stream(), others.stream()).toList(), Set.of("same"));

    assertThat(tried.stream().filter(part -> part.size() == 1)).hasSize(1);
    assertThat(tried).hasSizeLessThanOrEqualTo(10);
    assertThat(handled).containsExactlyElementsOf(others);
    assertThat(moved).containsExactlyInAnyOrderElementsOf(copies).endsWith(copies.get(0));
  }

  @Test
  void what_many_locked_starts_hide_has_its_turn_in_the_next_batches() throws Exception {
    List<Delivery> waiting = IntStream.range(0, 49).mapToObj(n -> start("id" + n, "" + n)).toList();
    Set<String> locked = waiting.stream().map(Delivery::body).collect(Collectors.toSet());
    List<Delivery> all = Stream.concat(waiting.stream(), Stream.of(start("free", "free"))).toList();
    for (int round = 0; round < 4 && handled.isEmpty(); round++) {
      handle(all, locked);
      assertThat(moved).hasSize(50 - handled.size());
      all = List.copyOf(moved);
    }

    assertThat(handled).extracting(Delivery::body).containsExactly("free");
  }

  private void handle(List<Delivery> deliveries, Set<String> locked) throws Exception {
    moved.clear();
    when(batch.deliveries()).thenReturn(deliveries);
    doAnswer(
            call -> {
              List<Delivery> part = List.copyOf(call.<List<Delivery>>getArgument(0));
              tried.add(part);
              if (part.stream().anyMatch(one -> locked.contains(one.body()))) {
                return BatchOutcome.broken(LOCK);
              }
              handled.addAll(part);
              return new BatchOutcome(null, null, List.of());
            })
        .when(consumer)
        .process(any(), anyBoolean());
    new BatchInParts(consumer, component, batch, part -> {}, true).handle();
  }

  private static List<Delivery> starts(String name, int count, String body) {
    return IntStream.range(0, count).mapToObj(n -> start(name + n, body)).toList();
  }

  private static Delivery start(String id, String body) {
    return new Delivery("partner-onboarding.start", id, false, body, null);
  }
}
