package com.hexabuilders.onboarding.partners;

import static java.time.ZoneOffset.UTC;

import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.PartnerWords;
import com.hexabuilders.onboarding.saga.PersonalDataKeeper;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Erases what partners said of themselves. Their row, its state and history stay; an e-mail that
 * others use too under a lenient policy is theirs from now on.
 */
@Component
class Erasures implements PersonalDataKeeper {

  private final PartnerRows rows;
  private final Claims claims;
  private final Clock clock;

  Erasures(PartnerRows rows, Claims claims, Clock clock) {
    this.rows = rows;
    this.claims = claims;
    this.clock = clock;
  }

  /** What the partner said of itself; empty if it is erased, or there is no such partner. */
  Optional<PartnerWords> words(String partnerId) {
    return rows.find(partnerId)
        .filter(partner -> partner.erasedAt() == null)
        .map(partner -> partner.details().words());
  }

  @Override
  public void erase(String partnerId) {
    PartnerRow row = rows.lockAlone(partnerId);
    if (row == null || words(partnerId).isEmpty()) {
      return;
    }
    claims.hold(Registrations.LIVE_EMAIL, Set.of(row.emailKey()));
    rows.erase(partnerId, clock.instant().atOffset(UTC));
    claims.release(Registrations.LIVE_EMAIL, List.of(row.sagaId()));
    claims.claim(Registrations.LIVE_EMAIL, rows.users(Set.of(row.emailKey())));
  }
}
