package com.hexabuilders.onboarding.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.OperatorClient;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Of everything that is registered in the running application, what a caller may read and do. */
@WholeApplication
class ListedBeansTest {

  private static final Set<String> OPERATIONS =
      Set.of(
          "org.apache.camel type=context dumpRoutesAsXml()",
          "org.apache.camel type=context dumpRoutesStatsAsXml",
          "org.apache.camel type=context dumpRoutesStatsAsXml(boolean,boolean)",
          "org.apache.camel type=routes dumpRouteAsXml()",
          "org.apache.camel type=routes dumpRouteStatsAsXml",
          "org.apache.camel type=routes dumpRouteStatsAsXml(boolean,boolean)",
          "org.apache.camel type=routes isUpdateRouteEnabled()",
          "org.apache.camel type=routes start()",
          "org.apache.camel type=routes stop()");

  private static final String COUNTERS =
      " CamelId ExchangesCompleted ExchangesFailed ExchangesInflight ExchangesTotal"
          + " ExternalRedeliveries FailuresHandled LastExchangeCompletedTimestamp"
          + " LastExchangeFailureTimestamp LastProcessingTime MaxProcessingTime"
          + " MeanProcessingTime MinProcessingTime Redeliveries StartTimestamp State"
          + " StatisticsEnabled TotalProcessingTime Uptime UptimeMillis";

  private static final Set<String> ATTRIBUTES =
      Stream.of(
              "context CamelVersion ManagementStatisticsLevel StartedRoutes TotalRoutes" + COUNTERS,
              "routes Description EndpointUri RouteConfigurationId RouteId" + COUNTERS,
              "Runtime StartTime Uptime VmName VmVersion",
              "Memory HeapMemoryUsage NonHeapMemoryUsage",
              "Threading PeakThreadCount ThreadCount",
              "ClassLoading LoadedClassCount",
              "OperatingSystem AvailableProcessors ProcessCpuLoad",
              "GarbageCollector CollectionCount CollectionTime")
          .map(line -> line.split(" "))
          .flatMap(words -> Arrays.stream(words).skip(1).map(name -> words[0] + " " + name))
          .collect(Collectors.toSet());

  @Autowired private Restrictor listed;
  @Autowired private OperatorClient operator;
  @LocalServerPort private int port;
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  @Test
  void nothing_that_is_registered_can_be_done_or_read_but_what_this_list_says() throws Exception {
    Set<String> operations = new TreeSet<>();
    Set<String> attributes = new TreeSet<>();
    for (ObjectName name : beans.queryNames(null, null)) {
      MBeanInfo info = beans.getMBeanInfo(name);
      String type = name.getKeyProperty("type");
      for (MBeanOperationInfo operation : info.getOperations()) {
        forms(operation)
            .filter(form -> listed.isOperationAllowed(name, form))
            .forEach(form -> operations.add(name.getDomain() + " type=" + type + " " + form));
      }
      Arrays.stream(info.getAttributes())
          .map(MBeanFeatureInfo::getName)
          .peek(one -> assertThat(listed.isAttributeWriteAllowed(name, one)).isFalse())
          .filter(one -> listed.isAttributeReadAllowed(name, one))
          .forEach(one -> attributes.add(type + " " + one));
    }
    assertThat(operations).isEqualTo(new TreeSet<>(OPERATIONS));
    assertThat(attributes).isEqualTo(new TreeSet<>(ATTRIBUTES));
  }

  @Test
  void what_is_not_listed_is_not_even_shown() throws Exception {
    JsonNode all = ask("search", "*:*", null).get("value");
    Set<String> domains = new TreeSet<>();
    all.forEach(name -> domains.add(name.asText().split(":")[0]));
    assertThat(domains).containsExactly("java.lang", "org.apache.camel");
    JsonNode list = ask("list", null, null).get("value");
    assertThat(list.properties().stream().map(entry -> entry.getKey()))
        .containsExactlyInAnyOrder("java.lang", "org.apache.camel");
    assertThat(list.toString())
        .doesNotContain("DiagnosticCommand", "HotSpotDiagnostic", "jolokia:");
    assertThat(beans.queryNames(new ObjectName("com.sun.management:*"), null)).isNotEmpty();
  }

  @Test
  void shows_no_personal_data_and_no_setting() throws JMException {
    operator.start("console-guest", ", \"direccion\": \"Calle Quinta 5\"");
    operator.awaitFinal("console-guest", Duration.ofSeconds(30));
    StringBuilder seen = new StringBuilder();
    for (ObjectName name : beans.queryNames(null, null)) {
      if (listed.isObjectNameHidden(name)) {
        assertThat(ask("read", name.toString(), null).toString()).doesNotContain("\"value\"");
        continue;
      }
      seen.append(ask("read", name.toString(), null));
      for (String look : new String[] {"dumpRoutesAsXml()", "dumpRouteAsXml()"}) {
        if (listed.isOperationAllowed(name, look)) {
          seen.append(ask("exec", name.toString(), look));
        }
      }
    }
    assertThat(seen.toString())
        .contains("contract-creation", "Started", "CamelVersion")
        .doesNotContain("console-guest", "Sample Partner", "1234567890", "Calle Quinta")
        .doesNotContain("java.class.path", "jdbc:", "user.home", "password");
  }

  private JsonNode ask(String type, String bean, String operation) {
    var request = JsonNodeFactory.instance.objectNode().put("type", type);
    if (bean != null) {
      request.put("mbean", bean);
    }
    if (operation != null) {
      request.put("operation", operation);
    }
    return new HttpCaller(port)
        .post(
            "/actuator/jolokia", request.toString(), "Cookie", "XSRF-TOKEN=t", "X-XSRF-TOKEN", "t")
        .body();
  }

  /** The ways in which a caller may write an operation. */
  private static Stream<String> forms(MBeanOperationInfo operation) {
    String parameters =
        Arrays.stream(operation.getSignature())
            .map(parameter -> parameter.getType())
            .collect(Collectors.joining(",", "(", ")"));
    return Stream.of(operation.getName(), operation.getName() + parameters);
  }
}
