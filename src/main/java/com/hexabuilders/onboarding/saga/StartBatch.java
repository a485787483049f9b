package com.hexabuilders.onboarding.saga;

import com.hexabuilders.onboarding.saga.StartRequest.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides a batch of starts as if they had come one after the other: who owns its identity, then
 * who owns its partner. Pure; the claims are made outside.
 */
final class StartBatch {

  private final List<StartRequest> requests;
  private final Map<String, String> ownerByIdentity = new HashMap<>();
  private final Map<String, StartRequest> bySagaId = new HashMap<>();
  private Map<String, String> ownerByPartner = Map.of();

  StartBatch(List<StartRequest> requests) {
    this.requests = requests;
    requests.forEach(request -> bySagaId.put(request.sagaId(), request));
  }

  /** Saga id wanted per identity; of equal ones in the batch the first. */
  Map<String, String> identities(Source source) {
    Map<String, String> wanted = new LinkedHashMap<>();
    requests.stream()
        .filter(request -> request.identity() != null && request.source() == source)
        .forEach(request -> wanted.putIfAbsent(request.identity(), request.sagaId()));
    return wanted;
  }

  void identitiesOwned(Map<String, String> keys, Map<String, String> messages) {
    keys.forEach((key, owner) -> ownerByIdentity.put(Source.REST + key, owner));
    messages.forEach((key, owner) -> ownerByIdentity.put(Source.QUEUE + key, owner));
  }

  /** Saga id wanted per partner, of those whose identity is new. */
  Map<String, String> partners() {
    Map<String, String> wanted = new LinkedHashMap<>();
    requests.stream()
        .filter(this::ownsIdentity)
        .forEach(request -> wanted.putIfAbsent(request.partnerId(), request.sagaId()));
    return wanted;
  }

  void partnersOwned(Map<String, String> owners) {
    ownerByPartner = owners;
  }

  /** Those that become new sagas. */
  List<StartRequest> winners() {
    return requests.stream().filter(request -> owner(request).equals(request.sagaId())).toList();
  }

  /** Owners that are older than this batch. */
  List<String> otherOwners(Set<String> begun) {
    return requests.stream().map(this::owner).filter(id -> !begun.contains(id)).distinct().toList();
  }

  /**
   * One result per request.
   *
   * @param known the sagas begun and the owners found, by id
   */
  List<StartResult> results(Map<String, StartOwner> known) {
    return requests.stream().map(request -> result(request, known.get(owner(request)))).toList();
  }

  /** Sagas not begun because the partner is busy: their Idempotency-Keys are free again. */
  List<String> refusedKeys(List<StartResult> results) {
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      StartRequest request = requests.get(i);
      if (isBusy(results.get(i)) && request.source() == Source.REST) {
        refused.add(request.sagaId());
      }
    }
    return refused;
  }

  /** Identities whose start found a running saga, with that saga: a copy of them finds it too. */
  Map<String, String> moved(Source source, List<StartResult> results) {
    Map<String, String> moved = new HashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      StartRequest request = requests.get(i);
      boolean foundOther = ownsIdentity(request) && !owner(request).equals(request.sagaId());
      boolean freed = isBusy(results.get(i)) && source == Source.REST;
      if (request.identity() != null && request.source() == source && foundOther && !freed) {
        moved.put(request.identity(), owner(request));
      }
    }
    return moved;
  }

  private StartResult result(StartRequest request, StartOwner owner) {
    boolean isNew = owner.id().equals(request.sagaId());
    boolean sameIdentity = !ownsIdentity(request) && owner.id().equals(identityOwner(request));
    boolean sameMessage = request.source() == Source.QUEUE && !ownsIdentity(request);
    if (isNew || sameMessage || ContentHash.matches(owner.contentHash(), request.contentHash())) {
      return new StartResult.Accepted(
          owner.id(), owner.partnerId(), owner.correlationId(), owner.createdAt(), !isNew);
    }
    return sameIdentity
        ? new StartResult.IdentityReused(owner.id())
        : new StartResult.PartnerBusy(owner.id());
  }

  private static boolean isBusy(StartResult result) {
    return result instanceof StartResult.PartnerBusy;
  }

  private boolean ownsIdentity(StartRequest request) {
    return request.identity() == null || identityOwner(request).equals(request.sagaId());
  }

  private String identityOwner(StartRequest request) {
    return ownerByIdentity.get(request.source() + request.identity());
  }

  /** Follows a copy to the first of its identity, and that one to whoever owns its partner. */
  private String owner(StartRequest request) {
    if (ownsIdentity(request)) {
      return ownerByPartner.get(request.partnerId());
    }
    String first = identityOwner(request);
    StartRequest inBatch = bySagaId.get(first);
    return inBatch == null ? first : ownerByPartner.get(inBatch.partnerId());
  }
}
