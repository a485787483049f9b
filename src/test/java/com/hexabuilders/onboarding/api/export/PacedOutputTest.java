package com.hexabuilders.onboarding.api.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An export ends when its reader takes too little. The test's reader sets the time. */
class PacedOutputTest {

  private final AtomicLong now = new AtomicLong();
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

  @Test
  void a_reader_that_trickles_is_left() {
    PacedOutput out = paced(Duration.ofSeconds(4));
    assertThatThrownBy(() -> out.write(new byte[100_000]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("takes too little");
    assertThat(taken.size()).isLessThanOrEqualTo(8 * 1024);
  }

  @Test
  void a_reader_that_takes_a_stretch_in_time_gets_all() throws Exception {
    PacedOutput out = paced(Duration.ofSeconds(3));
    out.write(new byte[100_000]);
    out.write('x');
    out.flush();
    assertThat(taken.size()).isEqualTo(100_001);
  }

  @Test
  void time_between_writes_is_not_the_readers() throws Exception {
    PacedOutput out = paced(Duration.ZERO);
    for (int i = 0; i < 100; i++) {
      now.addAndGet(Duration.ofMinutes(1).toNanos());
      out.write(new byte[500]);
    }
    assertThat(taken.size()).isEqualTo(50_000);
  }

  private PacedOutput paced(Duration each) {
    OutputStream reader =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("Bytes come in pieces.");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            now.addAndGet(each.toNanos());
            taken.write(bytes, offset, length);
          }
        };
    return new PacedOutput(reader, Duration.ofSeconds(30), now::get);
  }
}
