package com.hexabuilders.onboarding.routing.broker;

import java.io.File;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.usage.PercentLimitUsage;
import org.apache.activemq.util.StoreUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker that stores no more than is configured and no more than its disk has room for. The
 * broker computes the smaller of the two every ten seconds.
 *
 * <p>ActiveMQ's own check only lowers the limit, unless the limit is a percentage of the disk. A
 * disk that was full once left the broker with a limit of 0 until its restart.
 */
final class DiskBoundBroker extends BrokerService {

  private static final Logger LOG = LoggerFactory.getLogger(DiskBoundBroker.class);
  private static final long serialVersionUID = 1L;
  private static final int CHECK_MILLIS = 10_000;
  private static final long MB = 1024L * 1024;

  private final transient ToLongFunction<File> freeSpace;
  private final transient Map<PercentLimitUsage<?>, Long> configured = new IdentityHashMap<>();
  private final transient LogThrottle line = new LogThrottle(Duration.ofMinutes(1));

  DiskBoundBroker() {
    this(File::getUsableSpace);
  }

  /**
   * @param freeSpace bytes that the disk of a folder has left
   */
  DiskBoundBroker(ToLongFunction<File> freeSpace) {
    this.freeSpace = freeSpace;
    setSchedulePeriodForDiskUsageCheck(CHECK_MILLIS);
  }

  /** Looks at the disk now. */
  @Override
  protected void checkStoreUsageLimits() throws Exception {
    super.checkStoreUsageLimits();
  }

  /** Called at the start and by the broker's own timer. */
  @Override
  protected void checkUsageLimit(File folder, PercentLimitUsage<?> usage, int percent) {
    if (folder == null) {
      return;
    }
    long wanted = configured.computeIfAbsent(usage, PercentLimitUsage::getLimit);
    long free = freeSpace.applyAsLong(StoreUtil.findParentDirectory(folder));
    long limit = Math.min(wanted, room(free, usage.getUsage()));
    if (limit != usage.getLimit()) {
      usage.setLimit(limit);
    }
    if (limit < wanted && line.isDue()) {
      LOG.warn(
          "The disk has room for {} of the {} MB that the broker may keep in {}. The broker takes"
              + " more as soon as there is more.",
          limit / MB,
          wanted / MB,
          folder);
    }
  }

  /** A file system may say that it has as many bytes as fit into a long, or more: below zero. */
  private static long room(long free, long used) {
    return free < 0 || free > Long.MAX_VALUE - used ? Long.MAX_VALUE : free + used;
  }
}
