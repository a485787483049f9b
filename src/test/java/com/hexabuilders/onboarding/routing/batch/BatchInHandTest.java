package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader does with a batch that meets locked rows. */
class BatchInHandTest {

  private static final Delivery LOCKED = new Delivery("queue", "id", false, "body", null);
  private static final BatchOutcome IN_VAIN = new BatchOutcome(null, null, List.of(LOCKED));
  private static final BatchOutcome FINE = new BatchOutcome(null, null, List.of());
  private static final Exception LOCK = new IllegalStateException("locked");

  private final BatchInHand inHand = new BatchInHand(50, false);

  @Test
  void one_locked_row_is_held_back_and_the_rest_goes_on() throws Exception {
    inHand.meetLock(LOCK);
    inHand.note(IN_VAIN, 1);
    inHand.note(FINE, 20);

    assertThat(inHand.hasMetLock()).isTrue();
    assertThat(inHand.heldBack()).containsExactly(LOCKED);
  }

  @Test
  void a_locked_table_is_trouble_of_the_database_for_which_readers_wait() {
    inHand.meetLock(LOCK);
    for (int i = 0; i < 4; i++) {
      inHand.note(IN_VAIN, 1);
    }
    assertThat(inHand.postpones(List.of(LOCKED))).isFalse();
    inHand.note(IN_VAIN, 1);

    assertThat(inHand.postpones(List.of(LOCKED))).isTrue();
    assertThatThrownBy(inHand::guardEndOfBatch).isSameAs(LOCK);
  }

  @Test
  void what_is_postponed_is_never_acknowledged_with_the_batch() {
    inHand.meetLock(LOCK);
    for (int i = 0; i < 5; i++) {
      inHand.note(IN_VAIN, 1);
    }
    assertThat(inHand.postpones(List.of(LOCKED))).isTrue();

    assertThatThrownBy(inHand::heldBack).isSameAs(LOCK);
  }

  @Test
  void locked_rows_in_front_do_not_hide_what_can_be_handled() throws Exception {
    inHand.meetLock(LOCK);
    for (int i = 0; i < 5; i++) {
      inHand.note(IN_VAIN, 1);
    }
    assertThat(inHand.postpones(List.of(LOCKED))).isTrue();

    assertThat(inHand.takePostponed()).containsExactly(LOCKED);
    assertThat(inHand.postpones(List.of(LOCKED))).isFalse();
    inHand.note(FINE, 1);
    assertThat(inHand.takePostponed()).isEmpty();
    assertThatCode(inHand::guardEndOfBatch).doesNotThrowAnyException();
  }

  @Test
  void many_locked_rows_are_no_locked_table_if_something_could_be_done() {
    inHand.meetLock(LOCK);
    inHand.note(FINE, 1);
    for (int i = 0; i < 9; i++) {
      inHand.note(IN_VAIN, 1);
    }

    assertThat(inHand.postpones(List.of(LOCKED))).isFalse();
  }

  @Test
  void a_few_messages_may_all_be_locked_by_chance() {
    BatchInHand few = new BatchInHand(BatchInHand.FEW, true);
    few.meetLock(LOCK);
    for (int i = 0; i < BatchInHand.FEW; i++) {
      few.note(IN_VAIN, 1);
    }

    assertThat(few.postpones(List.of(LOCKED))).isFalse();
  }

  @Test
  void a_copy_of_a_start_that_waited_alone_is_moved_without_a_wait_and_others_are_tried() {
    Delivery copy = new Delivery("queue", "copy", false, "body", null);
    Delivery other = new Delivery("queue", "other", false, "other body", null);
    assertThat(inHand.withoutCopiesOfLocked(List.of(LOCKED, copy))).containsExactly(LOCKED, copy);
    inHand.moveLockedOut(LOCKED);

    assertThat(inHand.withoutCopiesOfLocked(List.of(copy, other))).containsExactly(other);
    assertThat(inHand.toMove()).containsExactly(copy, LOCKED);
  }

  @Test
  void messages_without_a_text_are_no_copies_of_each_other() {
    Delivery unread = new Delivery("queue", "unread", false, null, null);
    inHand.moveLockedOut(unread);

    assertThat(inHand.withoutCopiesOfLocked(List.of(unread))).containsExactly(unread);
  }

  @Test
  void what_was_not_tried_has_its_turn_before_what_waited_alone() {
    Delivery postponed = new Delivery("queue", "postponed", false, "other body", null);
    inHand.moveLockedOut(LOCKED);
    inHand.moveUntried(List.of(postponed));

    assertThat(inHand.toMove()).containsExactly(postponed, LOCKED);
  }

  @Test
  void what_cannot_be_held_back_fails_after_the_rest_was_handled() {
    inHand.failLockedOut(LOCK);
    inHand.note(FINE, 1);

    assertThatThrownBy(inHand::heldBack).isSameAs(LOCK);
  }
}
