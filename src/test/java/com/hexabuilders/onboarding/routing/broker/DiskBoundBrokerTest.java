package com.hexabuilders.onboarding.routing.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.usage.StoreUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** How much the embedded broker stores while its disk fills and empties. */
@ExtendWith(OutputCaptureExtension.class)
class DiskBoundBrokerTest {

  private static final long GB = 1L << 30;

  @TempDir Path folder;

  private final AtomicLong free = new AtomicLong(20 * GB);
  private final DiskBoundBroker broker = new DiskBoundBroker(disk -> free.get());
  private long used;
  private final StoreUsage usage =
      new StoreUsage() {
        @Override
        protected long retrieveUsage() {
          return used;
        }
      };

  @Test
  void takes_more_again_when_a_full_disk_has_room_and_says_one_line(CapturedOutput output) {
    usage.setLimit(10 * GB);
    assertThat(limitWith(20 * GB)).isEqualTo(10 * GB);
    assertThat(limitWith(GB)).isEqualTo(GB);
    assertThat(limitWith(0)).isZero();
    assertThat(limitWith(3 * GB)).isEqualTo(3 * GB);
    assertThat(limitWith(30 * GB)).isEqualTo(10 * GB);
    assertThat(output.toString().lines().filter(line -> line.contains("The disk has room for")))
        .singleElement()
        .asString()
        .contains("1024 of the 10240 MB");
  }

  @Test
  void a_disk_without_end_has_room_for_all() {
    usage.setLimit(10 * GB);
    used = GB;
    assertThat(limitWith(Long.MAX_VALUE)).isEqualTo(10 * GB);
    assertThat(limitWith(Long.MIN_VALUE)).isEqualTo(10 * GB);
  }

  @Test
  void the_embedded_broker_looks_at_its_disk_again() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder)) {
      BrokerStoreHealth health = new BrokerStoreHealth(fixture.broker);
      var store = fixture.broker.service().getSystemUsage().getStoreUsage();
      assertThat(fixture.broker.service()).isInstanceOf(DiskBoundBroker.class);
      assertThat(health.healthy()).isTrue();
      long limit = store.getLimit();
      store.setLimit(1);
      assertThat(health.healthy()).isFalse();
      ((DiskBoundBroker) fixture.broker.service()).checkStoreUsageLimits();
      assertThat(store.getLimit()).isEqualTo(limit);
      assertThat(health.healthy()).isTrue();
    }
  }

  private long limitWith(long room) {
    free.set(room);
    broker.checkUsageLimit(new File("/"), usage, 0);
    return usage.getLimit();
  }
}
