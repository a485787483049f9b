package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.PartnerStanding;
import com.hexabuilders.onboarding.saga.PartnerWords;
import com.hexabuilders.onboarding.saga.journal.PersonalData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Finds the sagas and dead letters of a partner. A letter that began no saga may have any form, so
 * that each has to be read. The search reads a page at a time, outside of a transaction.
 */
@Component
class LetterSearch {

  /** Longer than a transaction may take that writes a letter. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(20);

  /** A body may have a megabyte. */
  private static final int PAGE = 16;

  private final ErasureRows rows;
  private final PersonalData personalData;
  private final ObjectProvider<PartnerStanding> standing;
  private final Clock clock;

  LetterSearch(
      ErasureRows rows,
      PersonalData personalData,
      ObjectProvider<PartnerStanding> standing,
      Clock clock) {
    this.rows = rows;
    this.personalData = personalData;
    this.standing = standing;
    this.clock = clock;
  }

  /**
   * What there is of a partner.
   *
   * @param since letters received later were not looked at
   * @param sagas also removed ones
   * @param theirs ids of its dead letters
   * @param unjudged ids of dead letters of no saga that may be the partner's
   */
  record Found(
      String partnerId,
      PartnerWords words,
      Instant since,
      Set<String> sagas,
      Set<String> theirs,
      Set<String> unjudged) {}

  /**
   * Reads the bodies of all letters that began no saga.
   *
   * @param named letters that are the partner's, whatever is in them; those of sagas do not count
   */
  Found of(String partnerId, Set<String> named) {
    Instant begin = clock.instant().minus(UNDER_WAY);
    return look(partnerId, Instant.EPOCH, begin, rows.ofNoSaga(named), Set.of());
  }

  /** Adds what came since a search, in the transaction of the caller. */
  Found since(Found looked) {
    return look(
        looked.partnerId(), looked.since(), looked.since(), looked.theirs(), looked.unjudged());
  }

  private Found look(
      String partnerId,
      Instant receivedSince,
      Instant begin,
      Collection<String> theirs,
      Collection<String> unjudged) {
    Set<String> sagas = rows.sagas(partnerId);
    PartnerWords words = words(partnerId, sagas);
    Set<String> found = new LinkedHashSet<>(theirs);
    Set<String> doubtful = new LinkedHashSet<>(unjudged);
    found.addAll(rows.letters(partnerId));
    LetterJudge judge = new LetterJudge(partnerId, words);
    List<ErasureRows.Nobodys> page = rows.nobodys("", receivedSince, PAGE);
    while (!page.isEmpty()) {
      for (ErasureRows.Nobodys letter : page) {
        switch (judge.of(letter.body(), letter.notedPartner())) {
          case THEIRS -> found.add(letter.id());
          case UNKNOWN -> doubtful.add(letter.id());
          case NOT_THEIRS -> {}
        }
      }
      page = rows.nobodys(page.get(page.size() - 1).id(), receivedSince, PAGE);
    }
    doubtful.removeAll(found);
    return new Found(partnerId, words, begin, sagas, found, doubtful);
  }

  /** Everything the partner said of itself and that is still kept. */
  private PartnerWords words(String partnerId, Set<String> sagas) {
    Stream<PartnerWords> given = personalData.of(sagas).values().stream().map(PartnerWords::of);
    Stream<PartnerWords> own = standing.stream().flatMap(p -> p.words(partnerId).stream());
    return Stream.concat(given, own).reduce(PartnerWords.NONE, PartnerWords::and);
  }
}
