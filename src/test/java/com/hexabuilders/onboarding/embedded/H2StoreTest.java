package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What H2 has forced to the disk. */
class H2StoreTest {

  @TempDir Path folder;

  @Test
  void a_store_that_gave_up_its_file_has_forced_nothing() {
    MVStore store = MVStore.open(folder.resolve("some.mv.db").toString());
    store.openMap("names").put("a", "b");
    store.commit();
    assertThat(H2Store.force(store)).isPresent();
    store.closeImmediately();
    assertThat(H2Store.force(store)).isEmpty();
  }
}
