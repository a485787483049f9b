package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2 files whose writes a test sees, at {@code jdbc:h2:watched:}. */
public final class WatchedFiles extends FilePathWrapper {

  /** Gets each write before it is done, on the thread that writes. */
  @FunctionalInterface
  interface Listener {

    /** Positions and length in bytes; the end is that of the file as it is. */
    void writes(long position, int length, long end);
  }

  private static volatile Listener listener;

  /** Makes H2 know such files, and this listener the only one. */
  static void watch(Listener now) {
    listener = now;
    FilePath.register(new WatchedFiles());
  }

  @Override
  public String getScheme() {
    return "watched";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Watched(super.open(mode));
  }

  private static final class Watched extends FileBase {

    private final FileChannel file;

    private Watched(FileChannel file) {
      this.file = file;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      listener.writes(position, source.remaining(), file.size());
      return file.write(source, position);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      return write(source, file.position());
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return file.read(target);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      return file.position(position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      return file.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
