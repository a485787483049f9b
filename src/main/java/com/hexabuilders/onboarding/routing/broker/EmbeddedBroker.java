package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.routing.settings.StartupFailure;
import com.hexabuilders.onboarding.saga.CauseChain;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.activemq.broker.BrokerService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker inside the application, used while {@code onboarding.broker.url} is empty.
 *
 * <p>A message it confirmed is on the disk (KahaDB below {@code <data-dir>/broker}, fsync on every
 * commit) and survives a kill at any moment. It starts before everything that uses it and stops
 * after it. If it stops by itself, e.g. on a full disk, it is started again as soon as it can be.
 */
public final class EmbeddedBroker {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** A new file of the store is 32 MB long from its beginning. */
  private static final long ROOM_TO_START = 40L * 1024 * 1024;

  private final BrokerSettings settings;
  private final Path folder;
  private final BrokerBlueprint blueprint;
  private final ScheduledExecutorService reviver =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("broker-reviver"));
  private final LogThrottle attempts = new LogThrottle(Duration.ofMinutes(1));
  private final LogThrottle lines = new LogThrottle(Duration.ofMinutes(1));
  private volatile BrokerService broker;
  private volatile boolean stopping;

  EmbeddedBroker(BrokerSettings settings, Path dataFolder) {
    this.settings = settings;
    this.folder = dataFolder.toAbsolutePath().normalize().resolve("broker");
    this.blueprint = new BrokerBlueprint(settings, folder);
  }

  /**
   * Address inside this JVM; unique for the data folder. A caller's own thread does the broker's
   * work, because handing each command over to another thread cost more than the work.
   */
  String url() {
    return "vm://" + blueprint.name() + "?create=false&waitForStart=5000&async=false";
  }

  /**
   * Starts it and returns when it accepts messages; throws {@link StartupFailure} with the cure.
   */
  void start() {
    try {
      checkListenersAreFree();
      broker = blueprint.build();
      broker.addShutdownHook(this::reviveUnlessStopping);
      broker.start();
      broker.waitUntilStarted();
      LOG.info("The embedded broker listens on {} and stores in {}", listens(), folder);
    } catch (Exception e) {
      stop();
      throw failure(e);
    }
  }

  /** Stops it after its users; what it confirmed is on the disk already. */
  void stop() {
    stopping = true;
    reviver.shutdownNow();
    try {
      if (broker != null) {
        broker.stop();
        broker.waitUntilStopped();
      }
    } catch (Exception e) {
      LOG.warn("The embedded broker did not stop cleanly; its store recovers at the next start", e);
    }
  }

  /** For tests that make it fail. */
  public BrokerService service() {
    return broker;
  }

  private void reviveUnlessStopping() {
    if (!stopping) {
      LOG.error("The embedded broker stopped by itself; it is started again");
      reviver.schedule(this::revive, 5, TimeUnit.SECONDS);
    }
  }

  /**
   * On a full disk a start fails and fills the log: it is tried once a minute until there is room.
   */
  private void revive() {
    if (folder.toFile().getUsableSpace() < ROOM_TO_START && !attempts.isDue()) {
      reviver.schedule(this::revive, 5, TimeUnit.SECONDS);
      return;
    }
    try {
      BrokerService next = blueprint.build();
      next.addShutdownHook(this::reviveUnlessStopping);
      broker = next;
      next.start();
      LOG.info("The embedded broker runs again");
    } catch (Exception e) {
      if (lines.isDue()) {
        LOG.error("{} It is started again when it can be.", cannotStore(e));
      }
      reviver.schedule(this::revive, 5, TimeUnit.SECONDS);
    }
  }

  /** Looks first, because the broker itself would log a page about a taken port. */
  private void checkListenersAreFree() throws IOException {
    for (String address : settings.listen()) {
      URI uri = URI.create(address);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(uri.getHost(), uri.getPort()));
      }
    }
  }

  private StartupFailure failure(Exception e) {
    boolean portTaken = CauseChain.first(e, BindException.class).isPresent();
    return new StartupFailure(portTaken ? cannotListen(e) : cannotStore(e), e);
  }

  private String cannotListen(Exception e) {
    return "The broker cannot listen on "
        + listens()
        + " ("
        + CauseChain.root(e).getMessage()
        + "): stop the process that has this port, or set"
        + " onboarding.broker.listen=tcp://127.0.0.1:<free port>, or leave it empty.";
  }

  private String cannotStore(Exception e) {
    boolean locked =
        CauseChain.first(e, OverlappingFileLockException.class).isPresent()
            || CauseChain.any(e, cause -> String.valueOf(cause.getMessage()).contains("locked"));
    String cure =
        locked
            ? "it is open in another process: stop that one, or set"
                + " onboarding.data-dir=<own folder>"
            : "make it readable and writable, or set onboarding.data-dir=<other folder>";
    String cause = String.valueOf(CauseChain.root(e).getMessage());
    return "The broker cannot use its store " + folder + " (" + cause + "): " + cure + ".";
  }

  private String listens() {
    return settings.listen().isEmpty()
        ? "no port"
        : settings.listen().stream().map(BrokerUrl::shown).collect(Collectors.joining(", "));
  }
}
