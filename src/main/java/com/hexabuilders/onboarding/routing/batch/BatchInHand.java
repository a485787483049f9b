package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the reader of a batch learns of it while it handles the batch, part by part. */
final class BatchInHand {

  private static final int SAME_CAUSE = 2;

  /** So many messages alone in vain, and none handled: the rest of the batch is looked at first. */
  private static final int ALL_LOCKED = 5;

  /** So many messages that were held back are taken again at a time. */
  static final int FEW = 8;

  private final Map<String, Integer> causes = new HashMap<>();
  private final List<Delivery> heldBack = new ArrayList<>();
  private final List<Delivery> lockedAlone = new ArrayList<>();
  private final List<Delivery> untried = new ArrayList<>();
  private List<Delivery> postponed = new ArrayList<>();
  private final boolean isLarge;
  private boolean metLock;
  private boolean handledSome;
  private int alone;
  private Exception firstLock;
  private Exception lockedOut;

  /**
   * @param size how many messages it has; of a few all may be locked by chance
   * @param metLock whether messages of this reader met a locked row before
   */
  BatchInHand(int size, boolean metLock) {
    this.isLarge = size > FEW;
    this.metLock = metLock;
  }

  /** Notes the outcome of a part of so many messages. */
  void note(BatchOutcome outcome, int size) {
    heldBack.addAll(outcome.heldBack());
    boolean inVain = !outcome.isFine() || outcome.heldBack().size() == size;
    handledSome |= !inVain;
    alone += inVain && metLock && size == 1 ? 1 : 0;
    if (outcome.handledFailure() != null) {
      causes.merge(outcome.handledFailure(), 1, Integer::sum);
    }
  }

  /** A part waited in vain for a row: no other part waits as long. */
  void meetLock(Exception failure) {
    metLock = true;
    firstLock = firstLock == null ? failure : firstLock;
  }

  /** Whether a lock is waited for only briefly. */
  boolean hasMetLock() {
    return metLock;
  }

  /** A message that cannot be held back waits for a row; the rest is handled before it fails. */
  void failLockedOut(Exception failure) {
    meetLock(failure);
    lockedOut = failure;
  }

  /** A message that can be moved was alone and waited in vain for a row. */
  void moveLockedOut(Delivery delivery) {
    lockedAlone.add(delivery);
  }

  /** These are to be moved and were not tried alone. */
  void moveUntried(List<Delivery> deliveries) {
    untried.addAll(deliveries);
  }

  /**
   * Removes from a part the copies of messages that waited alone in vain for a locked row. A copy
   * has the same text and needs the same row. It is to be moved without another wait.
   */
  List<Delivery> withoutCopiesOfLocked(List<Delivery> part) {
    Set<String> texts =
        lockedAlone.stream()
            .map(Delivery::body)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Map<Boolean, List<Delivery>> byCopy =
        part.stream()
            .collect(Collectors.partitioningBy(delivery -> texts.contains(delivery.body())));
    moveUntried(byCopy.get(true));
    return byCopy.get(false);
  }

  /**
   * Returns what is to be moved to the queue for locked messages, in the order in which it is tried
   * there. Messages that were not tried alone come first, so that each has its turn.
   */
  List<Delivery> toMove() {
    return Stream.concat(untried.stream(), lockedAlone.stream()).toList();
  }

  /** Leaves a part for another pass if nothing but locked rows was met in this one. */
  boolean postpones(List<Delivery> part) {
    boolean seemsAllLocked = isLarge && alone >= ALL_LOCKED && !handledSome && firstLock != null;
    if (seemsAllLocked) {
      postponed.addAll(part);
    }
    return seemsAllLocked;
  }

  /** Returns what the last pass has left for the next one. */
  List<Delivery> takePostponed() {
    List<Delivery> taken = postponed;
    postponed = new ArrayList<>();
    alone = 0;
    return taken;
  }

  /**
   * Lets no batch end with messages that the last pass has left: the end would acknowledge them. A
   * whole table is locked then.
   *
   * @throws Exception what its first part met: trouble of the database, for which readers wait
   */
  void guardEndOfBatch() throws Exception {
    if (!postponed.isEmpty()) {
      throw firstLock;
    }
  }

  /** Whether the same cause has broken two messages of this batch. */
  boolean sameCauseAgain() {
    return causes.values().stream().anyMatch(count -> count >= SAME_CAUSE);
  }

  /**
   * Messages to be taken again soon.
   *
   * @throws Exception if a message waits for a row and cannot be held back, or one is postponed
   */
  List<Delivery> heldBack() throws Exception {
    guardEndOfBatch();
    if (lockedOut != null) {
      throw lockedOut;
    }
    return heldBack;
  }
}
