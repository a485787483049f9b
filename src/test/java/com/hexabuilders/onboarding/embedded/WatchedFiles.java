package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system of H2 whose writes a test sees or refuses: {@code jdbc:h2:watched:...}. */
public final class WatchedFiles extends FilePathWrapper {

  static final String SCHEME = "watched";

  private static volatile Listener listener;

  /** Gets each write before it is done, on the thread that writes; the write fails if it throws. */
  @FunctionalInterface
  interface Listener {

    /** Position, length and the file's size before, in bytes. */
    void writes(long position, int length, long size) throws IOException;
  }

  /** Makes the scheme known, with this listener alone. */
  static void watch(Listener now) {
    listener = now;
    FilePath.register(new WatchedFiles());
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Channel(getBase().open(mode));
  }

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
      listener.writes(position, from.remaining(), base.size());
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
