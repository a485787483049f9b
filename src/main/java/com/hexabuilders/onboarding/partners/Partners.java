package com.hexabuilders.onboarding.partners;

import com.hexabuilders.onboarding.saga.PartnerStanding;
import com.hexabuilders.onboarding.saga.PartnerWords;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Registers, removes, suspends, reinstates and erases partners. Works in the caller's transaction:
 * a crash before its commit leaves nothing, one after it leaves rows that name their saga.
 */
@Service("partners")
class Partners implements PartnerStanding {

  private final Registrations registrations;
  private final Removals removals;
  private final Suspensions suspensions;
  private final Erasures erasures;

  Partners(
      Registrations registrations, Removals removals, Suspensions suspensions, Erasures erasures) {
    this.registrations = registrations;
    this.removals = removals;
    this.suspensions = suspensions;
    this.erasures = erasures;
  }

  /**
   * Makes each command's partner ACTIVO, or refuses it; answers in the order asked. Announces
   * {@code tipo_partner}, {@code partner_state} and {@code reactivated}.
   */
  public List<StepOutcome> register(List<StepCommand> batch) {
    return registrations.register(batch);
  }

  /**
   * Makes the partner of each saga ELIMINADO and frees its e-mail; a saga that no longer owns its
   * partner is told so.
   */
  public List<UndoOutcome> remove(List<UndoCommand> batch) {
    return removals.remove(batch);
  }

  @Override
  public Optional<String> state(String partnerId) {
    return suspensions.state(partnerId);
  }

  @Override
  public Map<String, String> states(Collection<String> partnerIds) {
    return suspensions.states(partnerIds);
  }

  @Override
  public Map<String, String> liveBy(Collection<String> partnerIds) {
    return suspensions.liveBy(partnerIds);
  }

  /**
   * Suspends a live partner: it cannot be onboarded until it is reinstated. Call inside a
   * transaction.
   *
   * @return false if there is no such partner or it is not live; then nothing is changed
   */
  @Override
  public boolean suspend(String partnerId, String reason) {
    return suspensions.suspend(partnerId, reason);
  }

  /**
   * Ends a suspension: the partner is ACTIVO again, or ELIMINADO if its onboarding was undone
   * meanwhile. Call inside a transaction.
   *
   * @return false if there is no such partner or it is not suspended; then nothing is changed
   */
  @Override
  public boolean reinstate(String partnerId, String reason) {
    return suspensions.reinstate(partnerId, reason);
  }

  @Override
  public Optional<PartnerWords> words(String partnerId) {
    return erasures.words(partnerId);
  }
}
