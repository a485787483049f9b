package com.hexabuilders.onboarding.saga;

import java.util.List;

/** What table {@code personal_data} has of a saga or a dead letter. */
public final class StoredTexts {

  private StoredTexts() {}

  /** The stored text as it is; none if it was erased. */
  public static List<String> of(SagaWorld world, String subjectId) {
    return world
        .jdbc()
        .queryForList(
            "select content from personal_data where subject_id = ?", String.class, subjectId);
  }
}
