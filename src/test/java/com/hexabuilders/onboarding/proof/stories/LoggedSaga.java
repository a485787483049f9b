package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A saga's row beside its log, and what must be true of the two: each sentence begins with the
 * number of the invariant.
 */
public final class LoggedSaga {

  /** The steps in forward order. */
  static final List<String> STEPS =
      List.of(
          "partner_registration",
          "contract_creation",
          "document_verification",
          "campaigns_enabled",
          "recruitment_setup");

  /** Progress events in order: the start, one per step, the end. */
  public static final List<String> PROGRESS =
      List.of(
          "PartnerOnboardingInitiated",
          "PartnerRegistrationCompleted",
          "ContractCreated",
          "DocumentsVerified",
          "CampaignsEnabled",
          "RecruitmentSetupCompleted",
          "PartnerOnboardingCompleted");

  static final String REQUESTED = "CompensationRequested";
  static final String UNDONE = "CompensationCompleted";

  private static final List<String> REACHED =
      List.of(
          "INITIATED",
          "PARTNER_REGISTERED",
          "CONTRACT_CREATED",
          "DOCUMENTS_VERIFIED",
          "CAMPAIGNS_ENABLED",
          "RECRUITMENT_SETUP",
          "COMPLETED");

  private record Entry(int seq, String type, String step) {}

  private final String id;
  private final String status;
  private final int logSeq;
  private final List<Entry> log = new ArrayList<>();

  public LoggedSaga(String id, String status, int logSeq) {
    this.id = id;
    this.status = status;
    this.logSeq = logSeq;
  }

  public void add(int seq, String type, String step) {
    log.add(new Entry(seq, type, step));
  }

  String status() {
    return status;
  }

  /** Progress events before it turned back, the start included. */
  long progress() {
    return types().stream().filter(PROGRESS::contains).count();
  }

  /** Fails if log and row do not fit, or the log tells a story that must not happen. */
  public void check() {
    for (int i = 0; i < log.size(); i++) {
      assertThat(log.get(i).seq()).as("I5 gapless log of %s", id).isEqualTo(i + 1);
    }
    assertThat(logSeq).as("I5 newest log entry of %s", id).isEqualTo(log.size());
    List<String> progress = progressOnce();
    assertThat(progress)
        .as("I1 progress of %s, each once and in order", id)
        .isEqualTo(PROGRESS.subList(0, Math.min(progress.size(), PROGRESS.size())));
    checkWayBack();
    assertThat(status).as("I5 row of %s beside its log %s", id, log).isEqualTo(folded(progress));
  }

  /** Without what an operator had announced once more. */
  private List<String> progressOnce() {
    List<String> progress = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      String type = log.get(i).type();
      boolean byOperator = i > 0 && log.get(i - 1).type().equals("OperatorActed");
      if (PROGRESS.contains(type) && !(byOperator && progress.contains(type))) {
        progress.add(type);
      }
    }
    return progress;
  }

  private void checkWayBack() {
    int turn = types().indexOf(REQUESTED);
    if (turn < 0) {
      assertThat(types()).as("I2 log of %s", id).doesNotContain(UNDONE);
      return;
    }
    List<Entry> after =
        log.subList(turn, log.size()).stream().filter(LoggedSaga::isAnnounced).toList();
    assertThat(after)
        .as("I3 log of %s after it turned back", id)
        .allMatch(entry -> entry.type().equals(REQUESTED) || entry.type().equals(UNDONE));
    List<String> reverse =
        new ArrayList<>(STEPS.subList(0, STEPS.indexOf(log.get(turn).step()) + 1));
    Collections.reverse(reverse);
    assertThat(after.stream().filter(this::isEnd)).as("I3 end of %s", id).hasSizeLessThan(2);
    for (int i = 0; i < after.size(); i++) {
      assertThat(after.get(i).step())
          .as("I2 reverse order of %s", id)
          .isEqualTo(i / 2 < reverse.size() ? reverse.get(i / 2) : "none");
      assertThat(after.get(i).type())
          .as("I2 way back of %s", id)
          .isEqualTo(i % 2 == 0 ? REQUESTED : UNDONE);
    }
  }

  private boolean isEnd(Entry entry) {
    return entry.type().equals(UNDONE) && STEPS.get(0).equals(entry.step());
  }

  private static boolean isAnnounced(Entry entry) {
    return PROGRESS.contains(entry.type()) || entry.type().matches("Compensation.*|.*Failed");
  }

  private String folded(List<String> progress) {
    if (!types().contains(REQUESTED)) {
      return REACHED.get(progress.size() - 1);
    }
    if (log.stream().noneMatch(this::isEnd)) {
      return "COMPENSATING";
    }
    boolean failedWithoutEffect =
        types().contains("PartnerOnboardingFailed") && progress.size() == 1;
    return failedWithoutEffect ? "FAILED" : "COMPENSATED";
  }

  private List<String> types() {
    return log.stream().map(Entry::type).toList();
  }
}
