package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system of H2 whose disk is full for as long as a test says: {@code jdbc:h2:small:...}. */
public final class SmallDisk extends FilePathWrapper {

  static final String SCHEME = "small";

  private static volatile boolean full;

  /** Makes the scheme known. */
  static void mount() {
    full = false;
    FilePath.register(new SmallDisk());
  }

  static void fill(boolean isFull) {
    full = isFull;
  }

  static void check() throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Channel(getBase().open(mode));
  }

  /** Reads as its base does, and writes while there is room. */
  private static final class Channel extends FileBaseDefault {

    private final FileChannel base;

    Channel(FileChannel base) {
      this.base = base;
    }

    @Override
    public long size() throws IOException {
      return base.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return base.read(into, position);
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
      check();
      return base.write(from, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      base.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      base.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return base.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      base.close();
    }
  }
}
