package com.hexabuilders.onboarding.proof.explorer;

import com.hexabuilders.onboarding.OnboardingApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Acts at failpoints inside the explored application, as {@link Link} tells it over a socket. It is
 * compiled into a folder of its own, together with an enum of failpoints that calls it.
 */
public final class Trap {

  private static final Trap TRAP = new Trap();

  private record Armed(AtomicInteger left, Fault fault, long millis) {}

  private final Map<String, Armed> armed = new ConcurrentHashMap<>();
  private final PrintWriter out;
  private volatile CountDownLatch go = new CountDownLatch(1);

  private Trap() {
    try {
      Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger("explorer.port"));
      out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      Thread reader = new Thread(() -> obey(in), "trap");
      reader.setDaemon(true);
      reader.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the application once the line to the test is open. */
  public static void main(String[] arguments) {
    OnboardingApplication.main(arguments);
  }

  /** Called at every failpoint. */
  public static void reached(String point) {
    TRAP.meet(point);
  }

  private void obey(BufferedReader in) {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ");
        switch (words[0]) {
          case "arm" -> {
            AtomicInteger left = new AtomicInteger(Integer.parseInt(words[2]));
            go = new CountDownLatch(1);
            armed.put(words[1], new Armed(left, Fault.valueOf(words[3]), Long.parseLong(words[4])));
            out.println("armed " + words[1]);
          }
          case "disarm" -> armed.clear();
          default -> go.countDown();
        }
      }
    } catch (IOException e) {
      armed.clear(); // the test has ended
    }
  }

  private void meet(String point) {
    Armed trap = armed.get(point);
    if (trap == null || trap.left().decrementAndGet() != 0) {
      return;
    }
    armed.remove(point, trap);
    out.println("reached " + point);
    switch (trap.fault()) {
      case KILL -> Runtime.getRuntime().halt(137);
      case EXCEPTION -> throw new IllegalStateException("A fault is injected at " + point + ".");
      case HANG -> {
        await(new CountDownLatch(1), trap.millis());
        out.println("left " + point);
      }
      case DUPLICATE, FULL_DISK, LOCKED_ROW, CLOCK_STEP -> await(go, 20_000);
    }
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
