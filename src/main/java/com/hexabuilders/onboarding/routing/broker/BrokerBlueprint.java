package com.hexabuilders.onboarding.routing.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.TransportConnector;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.SimpleAuthenticationPlugin;
import org.apache.activemq.store.SharedFileLocker;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.activemq.usage.SystemUsage;
import org.apache.activemq.util.DefaultIOExceptionHandler;

/**
 * How the embedded broker is put together; {@code activemq/activemq.xml} says the same for a broker
 * of its own.
 *
 * <p>JMX, scheduler, advisories and durable subscribers are off: nothing needs them, each is a way
 * in or a way to fill the store. Memory is 40 % of the heap, shared by all queues; 512 MB of disk
 * hold what does not fit into it and need not survive.
 */
final class BrokerBlueprint {

  /** Readers, and senders, of one connection from outside. */
  private static final int MOST_PER_CONNECTION = 100;

  private static final long TEMP_LIMIT = 512L * 1024 * 1024;

  /**
   * Settings of the store that have no other way in. A commit forces the journal's data, and of the
   * file's own dates and size only what is needed to find it again (fdatasync). Pages of the index
   * are small, because each change writes its whole page.
   */
  private static final Map<String, String> STORE_PROPERTIES =
      Map.of(
          "org.apache.activemq.kahaDB.files.skipMetadataUpdate", "true", "defaultPageSize", "1024");

  private final BrokerSettings settings;
  private final Path folder;

  BrokerBlueprint(BrokerSettings settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /** The broker's name inside this JVM; unique for the folder. */
  String name() {
    return "onboarding-" + Integer.toHexString(folder.hashCode());
  }

  /** A new broker, not yet started. */
  BrokerService build() throws Exception {
    BrokerService service = new DiskBoundBroker();
    service.setBrokerName(name());
    service.setDataDirectoryFile(folder.toFile());
    service.setUseJmx(false);
    service.setUseShutdownHook(false);
    service.setSchedulerSupport(false);
    service.setAdvisorySupport(false);
    service.setRejectDurableConsumers(true);
    service.setMaxInflatedDataSize(BrokerUrl.MAX_FRAME_SIZE);
    service.setDestinationPolicy(DestinationLimits.policies());
    service.setDestinationInterceptors(DestinationLimits.virtualTopics());
    service.setPersistenceAdapter(store());
    service.setPlugins(plugins());
    service.setIoExceptionHandler(stopsOnFullDisk());
    limit(service.getSystemUsage());
    for (String address : settings.listen()) {
      TransportConnector door = service.addConnector(BrokerUrl.listener(address));
      door.setMaximumConsumersAllowedPerConnection(MOST_PER_CONNECTION);
      door.setMaximumProducersAllowedPerConnection(MOST_PER_CONNECTION);
    }
    return service;
  }

  private KahaDBPersistenceAdapter store() throws IOException {
    STORE_PROPERTIES.forEach(BrokerBlueprint::setUnlessSet);
    SharedFileLocker locker = new SharedFileLocker();
    locker.setFailIfLocked(true);
    KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
    store.setDirectory(folder.resolve("kahadb").toFile());
    store.setJournalDiskSyncStrategy("always");
    store.setPreallocationStrategy("zeros");
    store.setChecksumJournalFiles(true);
    store.setCheckForCorruptJournalFiles(true);
    store.setLocker(locker);
    return store;
  }

  /** By default it would go on without what it could not write; stopped, it is started again. */
  private static DefaultIOExceptionHandler stopsOnFullDisk() {
    DefaultIOExceptionHandler handler = new DefaultIOExceptionHandler();
    handler.setIgnoreNoSpaceErrors(false);
    return handler;
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** A send that finds no room fails after three seconds instead of waiting without limit. */
  private void limit(SystemUsage usage) {
    usage.setSendFailIfNoSpaceAfterTimeout(3_000);
    usage.getMemoryUsage().setPercentOfJvmHeap(40);
    usage.getStoreUsage().setLimit(settings.storeLimit().toBytes());
    usage.getTempUsage().setLimit(TEMP_LIMIT);
  }

  private BrokerPlugin[] plugins() {
    List<BrokerPlugin> plugins = new ArrayList<>();
    PersistentMessages persistent = new PersistentMessages();
    plugins.add(persistent);
    if (!settings.user().isEmpty()) {
      AuthenticationUser user =
          new AuthenticationUser(settings.user(), settings.password(), "applications");
      plugins.add(new SimpleAuthenticationPlugin(List.of(user)));
    }
    plugins.add(new BrokerGuard());
    return plugins.toArray(BrokerPlugin[]::new);
  }
}
