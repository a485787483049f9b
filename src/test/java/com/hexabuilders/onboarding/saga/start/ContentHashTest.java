package com.hexabuilders.onboarding.saga.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of a start's content after its personal data were erased. */
class ContentHashTest {

  private static final String HASH = "ab".repeat(32);

  @Test
  void a_sealed_hash_is_equal_to_its_own_and_differs_each_time() {
    List<String> sealed = List.of(ContentHash.sealed(HASH), ContentHash.sealed(HASH));
    assertThat(sealed).doesNotHaveDuplicates().allMatch(hash -> ContentHash.matches(hash, HASH));
    assertThat(ContentHash.matches(sealed.get(0), "ab".repeat(31) + "ac")).isFalse();
    assertThat(ContentHash.sealed(sealed.get(0))).isEqualTo(sealed.get(0));
  }
}
