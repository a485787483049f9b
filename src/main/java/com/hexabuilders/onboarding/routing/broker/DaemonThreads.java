package com.hexabuilders.onboarding.routing.broker;

import java.util.concurrent.ThreadFactory;

/** Makes threads that carry a name and do not keep the process alive. */
public final class DaemonThreads {

  private DaemonThreads() {}

  /** Every thread of this factory has the same name. */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
