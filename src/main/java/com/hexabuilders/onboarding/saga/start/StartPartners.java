package com.hexabuilders.onboarding.saga.start;

import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.PartnerStanding;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.SagaRepository;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Decides which start of a batch may begin a saga for its partner.
 *
 * <p>No partner has the id of a saga, because whoever acts on one of the two would act on the
 * other. A saga's id is random, so no partner can have it before the saga is there.
 *
 * <p>The claim comes before the check who is live. A saga that ends in between has made its partner
 * live by then.
 */
@Component
class StartPartners {

  private final Claims claims;
  private final SagaRepository sagas;
  private final Tombstones tombstones;
  private final ObjectProvider<PartnerStanding> standing;

  StartPartners(
      Claims claims,
      SagaRepository sagas,
      Tombstones tombstones,
      ObjectProvider<PartnerStanding> standing) {
    this.claims = claims;
    this.sagas = sagas;
    this.tombstones = tombstones;
    this.standing = standing;
  }

  /** Claims the partners of a batch within the caller's transaction, and tells the batch. */
  void claim(StartBatch batch) {
    Collection<String> chosen = batch.chosenPartners();
    batch.sagaIds(sagas.idsAmong(chosen.stream().filter(SagaIds::mayBe).toList()));
    Map<String, String> owners = claims.claim(Journal.RUNNING_PARTNER, batch.partners());
    Map<String, String> others = batch.partnersOwned(owners, live(chosen));
    Map<Boolean, List<Map.Entry<String, String>>> byWhetherNobodys =
        others.entrySet().stream()
            .collect(Collectors.partitioningBy(entry -> entry.getValue().isEmpty()));
    claims.release(
        Journal.RUNNING_PARTNER,
        byWhetherNobodys.get(true).stream().map(Map.Entry::getKey).toList());
    Map<String, String> next = new HashMap<>();
    byWhetherNobodys.get(false).forEach(entry -> next.put(entry.getKey(), entry.getValue()));
    claims.handOver(Journal.RUNNING_PARTNER, next);
  }

  /** The completed saga by which a partner is live, kept or removed, by partner. */
  private Map<String, StartOwner> live(Collection<String> partnerIds) {
    Map<String, StartOwner> live = new HashMap<>();
    PartnerStanding partners = standing.getIfAvailable();
    if (partners != null && !partnerIds.isEmpty()) {
      Collection<String> sagaIds = partners.liveBy(partnerIds).values();
      List<Saga> kept = sagas.find(sagaIds);
      kept.stream()
          .filter(saga -> saga.status().equals(SagaStatus.COMPLETED))
          .forEach(saga -> live.put(saga.identity().partnerId(), StartOwner.of(saga)));
      Set<String> gone = new HashSet<>(sagaIds);
      kept.forEach(saga -> gone.remove(saga.id()));
      tombstones.completed(gone).forEach(owner -> live.put(owner.partnerId(), owner));
    }
    return live;
  }
}
