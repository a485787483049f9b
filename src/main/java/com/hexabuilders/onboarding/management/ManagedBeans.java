package com.hexabuilders.onboarding.management;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The management beans that exist for a caller, what may be read of them, and what may be done to
 * them. Everything else of the process (broker, diagnostics, loggers, properties, Jolokia itself)
 * is neither shown nor read nor called. Nothing listed here shows a message, a payload, an argument
 * or a property of the process, and no attribute can be written.
 */
final class ManagedBeans {

  private static final Set<String> COUNTERS =
      Set.of(
          "ExchangesTotal",
          "ExchangesCompleted",
          "ExchangesFailed",
          "ExchangesInflight",
          "FailuresHandled",
          "Redeliveries",
          "ExternalRedeliveries",
          "MinProcessingTime",
          "MeanProcessingTime",
          "MaxProcessingTime",
          "TotalProcessingTime",
          "LastProcessingTime",
          "StatisticsEnabled",
          "StartTimestamp",
          "LastExchangeCompletedTimestamp",
          "LastExchangeFailureTimestamp",
          "State",
          "Uptime",
          "UptimeMillis",
          "CamelId");

  /** All there is, the first pattern that fits; a bean that fits none is denied. */
  static final List<Kind> ALL =
      List.of(
          new Kind(
              "org.apache.camel:context=*,type=context,name=*",
              and("CamelVersion", "ManagementStatisticsLevel", "TotalRoutes", "StartedRoutes"),
              Set.of(
                  "dumpRoutesAsXml()",
                  "dumpRoutesStatsAsXml",
                  "dumpRoutesStatsAsXml(boolean,boolean)"),
              Set.of()),
          route("\"announce\"", Set.of()), // without it a step's work is done and not told
          route("\"copy-dead-letters\"", Set.of()),
          route("*", Set.of("start()", "stop()")),
          readable("java.lang:type=Runtime", "StartTime", "Uptime", "VmName", "VmVersion"),
          readable("java.lang:type=Memory", "HeapMemoryUsage", "NonHeapMemoryUsage"),
          readable("java.lang:type=Threading", "ThreadCount", "PeakThreadCount"),
          readable("java.lang:type=ClassLoading", "LoadedClassCount"),
          readable("java.lang:type=OperatingSystem", "AvailableProcessors", "ProcessCpuLoad"),
          readable("java.lang:type=GarbageCollector,name=*", "CollectionCount", "CollectionTime"));

  private ManagedBeans() {}

  /**
   * Beans that are alike.
   *
   * @param attributes what may be read
   * @param looks operations that only read, as a caller writes them
   * @param acts operations that change something, as a caller writes them; each is audited
   */
  record Kind(ObjectName pattern, Set<String> attributes, Set<String> looks, Set<String> acts) {
    private Kind(String pattern, Set<String> attributes, Set<String> looks, Set<String> acts) {
      this(name(pattern), attributes, looks, acts);
    }
  }

  /** The kind of a bean; empty if it does not exist for callers. */
  static Optional<Kind> kind(ObjectName bean) {
    return ALL.stream().filter(kind -> kind.pattern().apply(bean)).findFirst();
  }

  /** Whether this operation of this bean only reads. */
  static boolean isLook(ObjectName bean, String operation) {
    return kind(bean).filter(kind -> kind.looks().contains(operation)).isPresent();
  }

  /** Whether this operation of this bean changes something that may be changed. */
  static boolean isAct(ObjectName bean, String operation) {
    return kind(bean).filter(kind -> kind.acts().contains(operation)).isPresent();
  }

  private static Kind route(String name, Set<String> acts) {
    return new Kind(
        "org.apache.camel:context=*,type=routes,name=" + name,
        and("RouteId", "Description", "EndpointUri", "RouteConfigurationId"),
        Set.of(
            "dumpRouteAsXml()",
            "dumpRouteStatsAsXml",
            "dumpRouteStatsAsXml(boolean,boolean)",
            "isUpdateRouteEnabled()"),
        acts);
  }

  private static Kind readable(String pattern, String... attributes) {
    return new Kind(pattern, Set.of(attributes), Set.of(), Set.of());
  }

  private static Set<String> and(String... more) {
    Set<String> all = new HashSet<>(COUNTERS);
    all.addAll(List.of(more));
    return Set.copyOf(all);
  }

  private static ObjectName name(String text) {
    try {
      return ObjectName.getInstance(text);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
