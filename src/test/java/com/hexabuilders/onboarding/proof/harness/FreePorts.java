package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports of the loopback interface that nobody listens on.
 *
 * <p>Each test JVM has a range of its own, below the ports that the kernel gives to outgoing
 * connections. So a port stays free while its server is killed and started again.
 */
public final class FreePorts {

  private static final int RANGE = 9000;
  private static final int FIRST = 12_000 + RANGE * (Integer.getInteger("test.fork", 1) - 1);
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /** Returns a port that was free a moment ago and that no other caller in this JVM got. */
  public static int next() {
    for (int i = 0; i < 1000; i++) {
      int port = FIRST + ThreadLocalRandom.current().nextInt(RANGE);
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port from " + FIRST + " on");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
