package com.hexabuilders.onboarding.api.saga;

import java.time.Instant;

/**
 * Which sagas a list shows; null means any.
 *
 * @param prefix beginning of a partner_id, saga_id or correlation_id
 * @param startedBy name of the caller that started them
 * @param from earliest creation, included
 * @param to latest creation, not included
 * @param after the last saga of the page before
 * @param limit how many, 1 to 200
 */
public record SagaFilter(
    String status,
    String step,
    String prefix,
    String partnerId,
    String startedBy,
    Instant from,
    Instant to,
    Cursor after,
    int limit) {

  /** The same sagas, another page of them. */
  SagaFilter page(Cursor last, int most) {
    return new SagaFilter(status, step, prefix, partnerId, startedBy, from, to, last, most);
  }
}
