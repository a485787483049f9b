package com.hexabuilders.onboarding.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.proof.application.HttpTest;
import com.hexabuilders.onboarding.saga.operator.AuditLog;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Jolokia does, refuses and records. */
@HttpTest
class JolokiaTest {

  private static final String JOLOKIA = "/actuator/jolokia";
  private static final String[] TOKEN = {"Cookie", "XSRF-TOKEN=t", "X-XSRF-TOKEN", "t"};

  @Autowired private CamelContext camel;
  @Autowired private AuditLog audit;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private HttpCaller http;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          org.apache.activemq:type=Broker,brokerName=x            | addNetworkConnector(java.lang.String)
          org.apache.activemq:type=Broker,brokerName=x            | addConnector(java.lang.String)
          com.sun.management:type=DiagnosticCommand               | jvmtiAgentLoad([Ljava.lang.String;)
          com.sun.management:type=DiagnosticCommand               | vmLog([Ljava.lang.String;)
          com.sun.management:type=DiagnosticCommand               | vmSystemProperties
          com.sun.management:type=HotSpotDiagnostic               | dumpHeap(java.lang.String,boolean)
          jdk.management.jfr:type=FlightRecorder                  | newRecording()
          java.util.logging:type=Logging                          | setLoggerLevel(java.lang.String,java.lang.String)
          java.lang:type=Threading                                | dumpAllThreads(boolean,boolean)
          java.lang:type=Memory                                   | gc()
          JMImplementation:type=MBeanServerDelegate               | toString()
          DefaultDomain:type=MLet                                 | getMBeansFromURL(java.lang.String)
          ch.qos.logback.classic:Name=default,Type=x              | reloadByURL(java.net.URL)
          org.apache.logging.log4j2:type=x                        | setConfigText(java.lang.String,java.lang.String)
          com.zaxxer.hikari:type=Pool (journal)                   | suspendPool()
          org.springframework.boot:type=Endpoint,name=Shutdown    | shutdown()
          org.springframework.boot:type=Endpoint,name=Env         | environment()
          jolokia:type=Config                                     | setHistoryEntriesForAttribute
          jolokia:type=Discovery                                  | lookupAgents()
          CONTEXT                                                 | sendBody(java.lang.String,java.lang.Object)
          CONTEXT                                                 | requestBody(java.lang.String,java.lang.Object)
          CONTEXT                                                 | sendStringBody(java.lang.String,java.lang.String)
          CONTEXT                                                 | createEndpoint(java.lang.String)
          CONTEXT                                                 | setGlobalOption(java.lang.String,java.lang.String)
          CONTEXT                                                 | stop()
          CONTEXT                                                 | dumpRoutesAsXml(boolean)
          ROUTE                                                   | updateRouteFromXml(java.lang.String)
          ROUTE                                                   | stop(long)
          ROUTE                                                   | stop
          ROUTE                                                   | remove()
          PROCESSORS                                              | getExpression()
          TRACER                                                  | dumpAllTracedMessagesAsXml()
          """)
  void denies_and_records(String bean, String operation) {
    long last = lastEntry();
    JsonNode answer = ask(exec(bean(bean), operation));
    assertThat(answer.get("status").asInt()).isEqualTo(403);
    assertThat(answer.has("value")).isFalse();
    assertThat(audit.before(Long.MAX_VALUE, 1).get(0))
        .matches(entry -> entry.seq() == last + 1)
        .extracting(entry -> entry.act().outcome() + " " + entry.act().reason())
        .isEqualTo("refused Through the management console, which asks for no reason.");
  }

  @Test
  void stops_and_starts_a_route_and_records_each_before_and_after() {
    long last = lastEntry();
    assertThat(ask(exec(bean("ROUTE"), "stop()")).get("status").asInt()).isEqualTo(200);
    assertThat(camel.getRouteController().getRouteStatus("api-audit-verify").isStopped()).isTrue();
    assertThat(ask(exec(bean("ROUTE"), "start()")).get("status").asInt()).isEqualTo(200);
    assertThat(camel.getRouteController().getRouteStatus("api-audit-verify").isStarted()).isTrue();
    assertThat(audit.before(Long.MAX_VALUE, 4))
        .allMatch(entry -> entry.act().target().contains("name=\"api-audit-verify\""))
        .allMatch(entry -> entry.act().by().address().equals("127.0.0.1"))
        .extracting(e -> e.act().before() + " " + e.act().after() + " " + e.act().outcome())
        .containsExactly(
            "Stopped Started done",
            "Stopped null begun",
            "Started Stopped done",
            "Started null begun");
    assertThat(lastEntry()).isEqualTo(last + 4);
    assertThat(http.get("/audit/verify").body().get("valid").asBoolean()).isTrue();
  }

  @Test
  void records_each_act_of_an_array_and_no_look() {
    long last = lastEntry();
    String name = bean("CONTEXT");
    String write = request("write", name).put("attribute", "Tracing").put("value", true).toString();
    String proxied = exec(bean("ROUTE"), "stop()").replace("{", "{\"target\":{\"url\":\"x\"},");
    String array =
        String.join(
            ",",
            exec(name, "dumpRoutesAsXml()"),
            exec("java.lang:type=Memory", "gc()"),
            write,
            proxied,
            "7",
            request("read", "java.lang:type=Memory").toString(),
            exec("*:*", "stop()\u0000" + "x".repeat(300)));
    JsonNode answers = ask("[" + array + "]");
    assertThat(answers.findValuesAsText("status"))
        .containsExactly("200", "403", "403", "403", "400", "200", "403");
    assertThat(answers.at("/0/value").asText()).contains("api-audit-verify");
    assertThat(audit.before(Long.MAX_VALUE, 4)).allMatch(e -> e.act().outcome().equals("refused"));
    assertThat(lastEntry()).isEqualTo(last + 4);
    assertThat(audit.firstBroken()).isEmpty();
    assertThat(camel.getRouteController().getRouteStatus("api-audit-verify").isStarted()).isTrue();
  }

  @Test
  void does_nothing_that_the_audit_cannot_take() {
    jdbc.execute("alter table audit_head rename to audit_gone");
    try {
      assertThat(ask(exec(bean("ROUTE"), "stop()")).get("status").asInt()).isEqualTo(503);
    } finally {
      jdbc.execute("alter table audit_gone rename to audit_head");
    }
    assertThat(camel.getRouteController().getRouteStatus("api-audit-verify").isStarted()).isTrue();
  }

  private JsonNode ask(String body) {
    Answer answer = http.post(JOLOKIA + "?ignoreErrors=true", body, TOKEN);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).doesNotContain("\tat ", "stacktrace");
    return answer.body();
  }

  private long lastEntry() {
    return audit.before(Long.MAX_VALUE, 1).stream().mapToLong(AuditLog.Entry::seq).sum();
  }

  private String bean(String name) {
    String own = "org.apache.camel:context=" + camel.getManagementName() + ",type=";
    return switch (name) {
      case "CONTEXT" -> own + "context,name=\"" + camel.getName() + '"';
      case "ROUTE" -> own + "routes,name=\"api-audit-verify\"";
      case "PROCESSORS" -> own + "processors,name=\"x\"";
      case "TRACER" -> own + "tracer,name=BacklogTracer";
      default -> name;
    };
  }

  private static String exec(String bean, String operation) {
    return request("exec", bean).put("operation", operation).toString();
  }

  private static ObjectNode request(String type, String bean) {
    return JsonNodeFactory.instance.objectNode().put("type", type).put("mbean", bean);
  }
}
