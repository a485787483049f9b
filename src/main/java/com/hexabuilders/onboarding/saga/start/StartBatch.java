package com.hexabuilders.onboarding.saga.start;

import com.hexabuilders.onboarding.saga.state.StartSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides a batch of starts as if they had come one after the other. A decision asks who owns the
 * start's identity, then whether its partner is live by the same content, then who owns its
 * partner. This class is pure; the claims are made outside.
 */
final class StartBatch {

  private final List<StartRequest> requests;
  private final Map<String, String> identityOwners;
  private final Map<String, StartRequest> bySagaId = new HashMap<>();
  private final Map<String, Boolean> compared = new HashMap<>();
  private Set<String> sagaIds = Set.of();
  private Map<String, StartOwner> liveByPartner = Map.of();
  private Map<String, String> ownerByPartner = Map.of();

  /**
   * @param identityOwners by saga id asked for, who owns the start's identity
   */
  StartBatch(List<StartRequest> requests, Map<String, String> identityOwners) {
    this.requests = requests;
    this.identityOwners = identityOwners;
    requests.forEach(request -> bySagaId.put(request.sagaId(), request));
  }

  /** Partner ids that callers have chosen, of those starts whose identity is new. */
  Set<String> chosenPartners() {
    return Set.copyOf(
        requests.stream()
            .filter(this::ownsIdentity)
            .filter(request -> !request.hasMadePartnerId())
            .map(StartRequest::partnerId)
            .toList());
  }

  /** These partner ids are ids of sagas: no partner is onboarded under one. */
  void sagaIds(Set<String> taken) {
    sagaIds = taken;
  }

  /** Saga id wanted per partner, of those that may begin. */
  Map<String, String> partners() {
    Map<String, String> wanted = new LinkedHashMap<>();
    requests.stream()
        .filter(this::mayBegin)
        .forEach(request -> wanted.putIfAbsent(request.partnerId(), request.sagaId()));
    return wanted;
  }

  /**
   * Settles who begins.
   *
   * @param owners who has claimed each partner
   * @param live the completed saga by which a partner is live
   * @return by saga id whose claim on a partner is not its own, which of the batch gets it; an
   *     empty text for none
   */
  Map<String, String> partnersOwned(Map<String, String> owners, Map<String, StartOwner> live) {
    liveByPartner = live;
    ownerByPartner = new HashMap<>(owners);
    Map<String, String> others = new HashMap<>();
    for (String partner : live.keySet()) {
      StartRequest claimant = bySagaId.get(owners.get(partner));
      if (claimant != null && isCopyOfLive(claimant)) {
        String next =
            requests.stream()
                .filter(other -> other.partnerId().equals(partner))
                .filter(other -> mayBegin(other) && !isCopyOfLive(other))
                .map(StartRequest::sagaId)
                .findFirst()
                .orElse("");
        others.put(claimant.sagaId(), next);
        ownerByPartner.put(partner, next);
      }
    }
    return others;
  }

  /** Those that become new sagas. */
  List<StartRequest> winners() {
    return requests.stream().filter(request -> owner(request).equals(request.sagaId())).toList();
  }

  /** Owners that are older than this batch. */
  List<String> otherOwners(Set<String> begun) {
    return requests.stream()
        .map(this::owner)
        .filter(id -> !id.isEmpty() && !begun.contains(id))
        .distinct()
        .toList();
  }

  /**
   * One result per request.
   *
   * @param known the sagas begun and the owners found, by id
   */
  List<StartResult> results(Map<String, StartOwner> known) {
    return requests.stream().map(request -> result(request, known.get(owner(request)))).toList();
  }

  /** Starts that began nothing and may come again under the same identity, by saga id. */
  List<String> refused(List<StartResult> results) {
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      if (isRefused(requests.get(i), results.get(i))) {
        refused.add(requests.get(i).sagaId());
      }
    }
    return refused;
  }

  /** By saga id asked for under a new identity, the other saga that the start has found. */
  Map<String, String> found(List<StartResult> results) {
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      StartRequest request = requests.get(i);
      boolean foundOther = ownsIdentity(request) && !owner(request).equals(request.sagaId());
      if (foundOther && !isRefused(request, results.get(i))) {
        found.put(request.sagaId(), owner(request));
      }
    }
    return found;
  }

  /** A message that found its partner busy is given up, and comes again only as a copy. */
  private static boolean isRefused(StartRequest request, StartResult result) {
    return result instanceof StartResult.PartnerIdTaken
        || result instanceof StartResult.PartnerBusy && request.source() == StartSource.REST;
  }

  private StartResult result(StartRequest request, StartOwner owner) {
    if (owner(request).isEmpty()) {
      return new StartResult.PartnerIdTaken();
    }
    boolean isNew = owner.id().equals(request.sagaId());
    if (isNew || isEqual(owner, request)) {
      return owner.accepted(!isNew);
    }
    boolean sameIdentity = !ownsIdentity(request) && owner.id().equals(identityOwner(request));
    boolean sameMessage = request.source() == StartSource.QUEUE && !ownsIdentity(request);
    return sameIdentity || sameMessage
        ? new StartResult.IdentityReused(owner.id())
        : new StartResult.PartnerBusy(owner.id(), owner.startedBy());
  }

  /** The hash of erased data is slow to compare, and a batch may be full of copies. */
  private boolean isEqual(StartOwner owner, StartRequest request) {
    return compared.computeIfAbsent(
        owner.contentHash() + " " + request.contentHash(),
        pair -> ContentHash.matches(owner.contentHash(), request.contentHash()));
  }

  private boolean isCopyOfLive(StartRequest request) {
    StartOwner live = liveByPartner.get(request.partnerId());
    return live != null && isEqual(live, request);
  }

  private boolean mayBegin(StartRequest request) {
    return ownsIdentity(request)
        && !sagaIds.contains(request.partnerId())
        && !bySagaId.containsKey(request.partnerId());
  }

  private boolean ownsIdentity(StartRequest request) {
    return identityOwner(request).equals(request.sagaId());
  }

  private String identityOwner(StartRequest request) {
    return identityOwners.getOrDefault(request.sagaId(), request.sagaId());
  }

  /**
   * Follows a copy to the first of its identity, and that one to the owner of its partner. An empty
   * text means that no saga owns it, because the partner has the id of a saga.
   */
  private String owner(StartRequest request) {
    if (!ownsIdentity(request)) {
      StartRequest first = bySagaId.get(identityOwner(request));
      return first == null ? identityOwner(request) : owner(first);
    }
    if (!mayBegin(request)) {
      return "";
    }
    return isCopyOfLive(request)
        ? liveByPartner.get(request.partnerId()).id()
        : ownerByPartner.get(request.partnerId());
  }
}
