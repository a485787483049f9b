package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The network between an application and a server: a port of its own whose bytes go to another one.
 * While it is cut nothing comes through and no connection ends, as when a router fails; mended, it
 * delivers what was on its way.
 */
public final class Cable implements AutoCloseable {

  private final int to;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(Cable::daemon);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mended = lock.newCondition();
  private boolean cut;

  private Cable(int to) throws IOException {
    this.to = to;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** A cable to a port of this machine. */
  public static Cable to(int port) {
    try {
      Cable cable = new Cable(port);
      cable.threads.execute(cable::accept);
      return cable;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the application connects to. */
  public int port() {
    return listener.getLocalPort();
  }

  public void cut() {
    set(true);
  }

  public void mend() {
    set(false);
  }

  private void set(boolean isCut) {
    lock.lock();
    try {
      cut = isCut;
      mended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket near = listener.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
        sockets.add(near);
        sockets.add(far);
        threads.execute(() -> carry(near, far));
        threads.execute(() -> carry(far, near));
      } catch (IOException e) {
        // closed, or the server is away: whoever connected finds out
      }
    }
  }

  private void carry(Socket from, Socket into) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        into) {
      int read = from.getInputStream().read(buffer);
      while (read >= 0) {
        awaitWhole();
        into.getOutputStream().write(buffer, 0, read);
        read = from.getInputStream().read(buffer);
      }
      awaitWhole();
    } catch (IOException e) {
      // one side has ended the connection
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sockets.remove(from);
  }

  private void awaitWhole() throws InterruptedException {
    lock.lock();
    try {
      while (cut) {
        mended.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "cable");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
