package com.hexabuilders.onboarding.api.receipt;

import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.saga.SagaApi;
import com.hexabuilders.onboarding.api.saga.SagaReads;
import com.hexabuilders.onboarding.api.saga.UnknownSagas;
import com.hexabuilders.onboarding.intake.PartnerId;
import org.springframework.stereotype.Component;

/** Gives out receipts, and the key to check them with. */
@Component("receiptApi")
class ReceiptApi {

  private static final Reply NO_KEY =
      Problems.of(
          503,
          "This instance has no key to sign receipts with; set onboarding.receipt.key-file and start"
              + " it again.");

  private final SagaReads sagas;
  private final UnknownSagas unknown;
  private final SignedReceipts receipts;
  private final InstanceKey key;

  ReceiptApi(SagaReads sagas, UnknownSagas unknown, SignedReceipts receipts, InstanceKey key) {
    this.sagas = sagas;
    this.unknown = unknown;
    this.receipts = receipts;
    this.key = key;
  }

  /**
   * Answers GET /sagas/{id}/receipt.
   *
   * @param id a saga_id or partner_id
   */
  public Reply receipt(String id, Caller caller) {
    if (!PartnerId.wellFormed(id)) {
      return SagaApi.unknown();
    }
    return key.key().map(signing -> receipt(id, caller, signing)).orElse(NO_KEY);
  }

  /** Answers GET /sagas/receipt-key. */
  public Reply key() {
    return key.key().map(signing -> Reply.of(200, signing.open().answer())).orElse(NO_KEY);
  }

  private Reply receipt(String id, Caller caller, SigningKey signing) {
    return sagas
        .sagaId(id, caller.onlyStartedBy())
        .flatMap(sagaId -> receipts.of(sagaId, signing))
        .map(receipt -> Reply.of(200, receipt))
        .orElseGet(() -> unknown.problem(id, caller));
  }
}
