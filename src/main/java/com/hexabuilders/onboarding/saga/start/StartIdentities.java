package com.hexabuilders.onboarding.saga.start;

import static com.hexabuilders.onboarding.saga.ColumnValues.array;

import com.hexabuilders.onboarding.saga.Claims;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Identities by which a repeated start is recognised, held as claims. An identity is that of a
 * dropped message, or the Idempotency-Key of a caller. The same key of another caller is another
 * key.
 *
 * <p>The version before this one claimed a key without its caller. Such a claim is written beside
 * the caller's, because an instance of that version may run at the same time. It counts if the same
 * caller started the saga that holds it.
 */
@Repository
class StartIdentities {

  private static final String MESSAGE = "start";
  private static final String CALLERS_KEY = "callers-key";
  private static final String BARE_KEY = "idempotency-key";
  private static final List<String> KINDS = List.of(MESSAGE, CALLERS_KEY, BARE_KEY);

  private final Claims claims;
  private final JdbcTemplate jdbc;

  StartIdentities(Claims claims, JdbcTemplate jdbc) {
    this.claims = claims;
    this.jdbc = jdbc;
  }

  /**
   * Claims the identities of a batch; of equal ones in it the first is the one that asks.
   *
   * @return by saga id asked for, whose start that identity is: a saga's id, or one of the batch
   */
  Map<String, String> claim(List<StartRequest> requests) {
    Map<String, String> messages =
        claim(MESSAGE, requests, StartSource.QUEUE, StartRequest::identity);
    Map<String, String> bare = claim(BARE_KEY, requests, StartSource.REST, StartRequest::identity);
    Map<String, String> owners =
        claim(CALLERS_KEY, requests, StartSource.REST, StartIdentities::callersKey);
    owners.putAll(messages);
    takeOver(requests, owners, bare);
    return owners;
  }

  private Map<String, String> claim(
      String kind,
      List<StartRequest> requests,
      StartSource source,
      Function<StartRequest, String> identity) {
    List<StartRequest> named =
        requests.stream()
            .filter(request -> request.identity() != null && request.source() == source)
            .toList();
    Map<String, String> wanted = new LinkedHashMap<>();
    named.forEach(request -> wanted.putIfAbsent(identity.apply(request), request.sagaId()));
    Map<String, String> owners = claims.claim(kind, wanted);
    Map<String, String> bySaga = new HashMap<>();
    named.forEach(request -> bySaga.put(request.sagaId(), owners.get(identity.apply(request))));
    return bySaga;
  }

  private static String callersKey(StartRequest request) {
    String caller = Objects.requireNonNullElse(request.startedBy(), "");
    return caller.length() + " " + caller + " " + request.identity();
  }

  /** A key that is new for its caller may be one that the version before has claimed for it. */
  private void takeOver(
      List<StartRequest> requests, Map<String, String> owners, Map<String, String> bare) {
    Set<String> asked = requests.stream().map(StartRequest::sagaId).collect(Collectors.toSet());
    List<StartRequest> unsure =
        requests.stream()
            .filter(request -> asked.contains(owners.get(request.sagaId())))
            .filter(request -> bare.containsKey(request.sagaId()))
            .filter(request -> !asked.contains(bare.get(request.sagaId())))
            .toList();
    Map<String, String> starters =
        starters(unsure.stream().map(request -> bare.get(request.sagaId())).toList());
    for (StartRequest request : unsure) {
      String older = bare.get(request.sagaId());
      String starter = Objects.requireNonNullElse(request.startedBy(), "");
      if (starter.equals(starters.get(older))) {
        handOver(Map.of(request.sagaId(), older));
        owners.put(request.sagaId(), older);
      }
    }
  }

  /** Who started these sagas, kept or removed; an empty text for nobody. */
  private Map<String, String> starters(Collection<String> sagaIds) {
    Map<String, String> starters = new HashMap<>();
    if (!sagaIds.isEmpty()) {
      jdbc.query(
          """
          select saga_id, started_by from saga where saga_id = any(?)
          union all select saga_id, started_by from saga_tombstone where saga_id = any(?)
          """,
          row -> {
            starters.put(row.getString(1), Objects.requireNonNullElse(row.getString(2), ""));
          },
          array(jdbc, sagaIds),
          array(jdbc, sagaIds));
    }
    return starters;
  }

  /** Gives back the claims of refused starts, which may come again. */
  void free(Collection<String> sagaIds) {
    KINDS.forEach(kind -> claims.release(kind, sagaIds));
  }

  /** Hands the claim of a start that found a saga to that saga, so that a copy finds it too. */
  void handOver(Map<String, String> foundByAsked) {
    KINDS.forEach(kind -> claims.handOver(kind, foundByAsked));
  }
}
