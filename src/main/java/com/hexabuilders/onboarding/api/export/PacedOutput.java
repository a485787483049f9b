package com.hexabuilders.onboarding.api.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends an export whose reader takes less than 8 KiB in a given time. Only time that passes in
 * writes counts. A reader that takes nothing at all is ended sooner: the web server then gives a
 * write up.
 */
class PacedOutput extends OutputStream {

  private static final int STRETCH = 8 * 1024;
  private static final int PIECE = 1024;

  private final OutputStream out;
  private final long patience;
  private final LongSupplier nanoTime;
  private int taken; // of the current stretch
  private long spent; // nanoseconds of it

  PacedOutput(OutputStream out, Duration patience, LongSupplier nanoTime) {
    this.out = out;
    this.patience = patience.toNanos();
    this.nanoTime = nanoTime;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; done += PIECE) {
      int size = Math.min(PIECE, length - done);
      long start = nanoTime.getAsLong();
      out.write(bytes, offset + done, size);
      count(size, nanoTime.getAsLong() - start);
    }
  }

  @Override
  public void flush() throws IOException {
    long start = nanoTime.getAsLong();
    out.flush();
    count(0, nanoTime.getAsLong() - start);
  }

  private void count(int bytes, long nanos) throws IOException {
    taken += bytes;
    spent += nanos;
    if (spent > patience) {
      throw new IOException("The reader of an export takes too little.");
    }
    if (taken >= STRETCH) {
      taken = 0;
      spent = 0;
    }
  }
}
