package com.hexabuilders.onboarding.routing.http;

import static com.hexabuilders.onboarding.proof.application.HttpCaller.START;
import static com.hexabuilders.onboarding.proof.application.HttpCaller.STARTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.application.HttpApp;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.proof.application.HttpTest;
import com.hexabuilders.onboarding.proof.application.SeenHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever a stranger puts into the headers of a request steers nothing and goes nowhere. */
@HttpTest
class StrangersHeadersTest {

  @Autowired private HttpApp.Stubs stubs;
  @Autowired private SeenHeaders seen;
  @Autowired private HttpCaller http;

  @BeforeEach
  void fresh() {
    stubs.reset();
    seen.take();
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.camel.x,evil",
    "org.apache.camel.ExchangePattern,InOnly",
    "CamelHttpUri,http://127.0.0.1:1/evil",
    "CAmelHttpUri,http://127.0.0.1:1/evil",
    "CamelHttpPath,/sagas/health",
    "CamelHttpResponseCode,500",
    "CAmelJmsDestinationName,evil",
    "CamelBeanMethodName,getClass",
    "operationName,health",
    "Long-Running-Action,evil",
    "id,s-2",
    "partner_id,s-2",
    "limit,1",
    "wait,10s"
  })
  void a_header_that_is_not_ours_changes_nothing(String name, String value) {
    String[] strange = {name, value};
    for (String path : new String[] {"/sagas", "/sagas/s-1", "/partners/p@1"}) {
      Answer answer = http.get(path, strange);
      assertThat(answer.body()).as(path).isEqualTo(http.get(path).body());
      assertThat(answer.header(name)).isNull();
    }
    Answer started = http.post(STARTS, START, strange);
    assertThat(started.status()).isEqualTo(202);
    assertThat(started.header(name)).isNull();
    assertThat(stubs.started.get().partnerData().get("nombre").asText())
        .isEqualTo("TechSolutions Inc");
    assertThat(seen.take()).as("headers in the routes").isSubsetOf("id", "partner_id");
  }
}
