package com.hexabuilders.onboarding.saga.start;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.PersonalData;
import com.hexabuilders.onboarding.saga.journal.SagaRepository;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.ForwardMoves;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaIdentity;
import com.hexabuilders.onboarding.saga.state.TraceParent;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts sagas, a whole batch in one transaction.
 *
 * <p>Equal starts collapse and losers are told who was first: identity and running partner are
 * claim rows. A start that is equal to the one by which its partner is live is a copy of it. A
 * crash before the commit leaves nothing of the batch. After the commit every saga is whole and has
 * its due time, whether or not its first event was sent.
 */
@Service
public class SagaStarts {

  private final TransactionTemplate transactions;
  private final Definitions definitions;
  private final StartIdentities identities;
  private final StartPartners partners;
  private final SagaRepository sagas;
  private final Tombstones tombstones;
  private final PersonalData personalData;
  private final Journal journal;
  private final ForwardMoves forward;
  private final Clock clock;

  SagaStarts(
      TransactionTemplate transactions,
      Definitions definitions,
      StartIdentities identities,
      StartPartners partners,
      SagaRepository sagas,
      Tombstones tombstones,
      PersonalData personalData,
      Journal journal,
      ForwardMoves forward,
      Clock clock) {
    this.transactions = transactions;
    this.definitions = definitions;
    this.identities = identities;
    this.partners = partners;
    this.sagas = sagas;
    this.tombstones = tombstones;
    this.personalData = personalData;
    this.journal = journal;
    this.forward = forward;
    this.clock = clock;
  }

  /**
   * The outcome of a batch of starts.
   *
   * @param results one per request, in the same order
   * @param announcements to be sent after the commit
   */
  public record Started(List<StartResult> results, Announcements announcements) {}

  /**
   * Starts what is new and finds what is not, within the caller's transaction if there is one.
   *
   * @throws InfrastructureTrouble if the database failed; a repetition with the same ids is safe
   */
  public Started start(String sagaType, List<StartRequest> requests) {
    return InfrastructureTrouble.sorted(
        () -> transactions.execute(transaction -> inTransaction(sagaType, requests)));
  }

  private Started inTransaction(String sagaType, List<StartRequest> requests) {
    StartBatch batch = new StartBatch(requests, identities.claim(requests));
    partners.claim(batch);
    SagaDefinition definition = definitions.current(sagaType);
    Instant now = clock.instant();
    List<Saga> begun = batch.winners().stream().map(won -> begin(definition, won, now)).toList();
    Announcements announcements = journal.begin(begun);
    Map<String, String> data = new LinkedHashMap<>();
    batch.winners().forEach(won -> data.put(won.sagaId(), EventJson.text(won.partnerData())));
    personalData.add(data);
    List<StartResult> results = batch.results(owners(batch, begun));
    identities.free(batch.refused(results));
    identities.handOver(batch.found(results));
    Failpoint.START_RECORDED.reached();
    return new Started(results, announcements);
  }

  /**
   * Finds owners among the sagas first, then among the tombstones. So a saga removed in between is
   * found as a tombstone.
   */
  private Map<String, StartOwner> owners(StartBatch batch, List<Saga> begun) {
    Map<String, StartOwner> owners = new HashMap<>();
    begun.forEach(saga -> owners.put(saga.id(), StartOwner.of(saga)));
    List<String> older = batch.otherOwners(owners.keySet());
    if (!older.isEmpty()) {
      sagas.find(older).forEach(saga -> owners.put(saga.id(), StartOwner.of(saga)));
      List<String> gone = older.stream().filter(id -> !owners.containsKey(id)).toList();
      tombstones.owners(gone).forEach(owner -> owners.put(owner.id(), owner));
    }
    return owners;
  }

  private Saga begin(SagaDefinition definition, StartRequest request, Instant now) {
    Saga saga = new Saga(identity(definition, request, now));
    forward.begin(saga, now);
    return saga;
  }

  private static SagaIdentity identity(
      SagaDefinition definition, StartRequest request, Instant now) {
    return new SagaIdentity(
        request.sagaId(),
        definition,
        request.partnerId(),
        request.correlationId(),
        TraceParent.parse(request.traceParent())
            .orElseGet(() -> TraceParent.ofSaga(request.sagaId())),
        request.contentHash(),
        request.source().name(),
        request.startedBy(),
        now);
  }
}
