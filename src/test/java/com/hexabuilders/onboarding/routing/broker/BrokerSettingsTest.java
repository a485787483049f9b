package com.hexabuilders.onboarding.routing.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.routing.settings.StartupFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Wrong broker settings end the start with a sentence; addresses get their limits. */
class BrokerSettingsTest {

  @Test
  void refuses_a_listener_that_other_machines_reach_without_a_user() {
    assertThatThrownBy(() -> settings("", "tcp://0.0.0.0:61616", "", ""))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("open to other machines");
    assertThat(settings("", "tcp://0.0.0.0:61616", "app", "secret").url()).isEmpty();
    assertThat(settings("", "tcp://localhost:61616", "", "").url()).isEmpty();
    assertThat(settings("", "", "", "").url()).isEmpty();
  }

  @Test
  void refuses_a_user_without_a_password_and_addresses_that_are_none() {
    assertThatThrownBy(() -> settings("", "", "app", "")).hasMessageContaining("together");
    assertThatThrownBy(() -> settings("", "61616", "", "")).hasMessageContaining("looks like tcp:");
    assertThatThrownBy(() -> settings("", "vm://x:1", "", "")).hasMessageContaining("looks like");
    assertThatThrownBy(() -> settings("vm://evil", "", "", "")).hasMessageContaining("begins with");
    assertThatThrownBy(() -> settings("broker", "", "", "")).hasMessageContaining("begins with");
  }

  @Test
  void takes_a_list_of_doors_and_looks_at_each_of_them() {
    String doors = "tcp://127.0.0.1:61616, stomp://127.0.0.1:61613,amqp://127.0.0.1:5672";
    assertThat(settings("", doors, "", "").listen()).hasSize(3);
    for (String open : List.of("stomp://0.0.0.0:61613", "amqp://0.0.0.0:5672")) {
      assertThatThrownBy(() -> settings("", doors + "," + open, "", ""))
          .hasMessageContaining("onboarding.broker.listen=" + open);
    }
    assertThatThrownBy(() -> settings("", doors + ",mqtt://127.0.0.1:1883", "", ""))
        .hasMessageContaining("it has mqtt:");
    assertThatThrownBy(() -> settings("stomp://b:61613", "", "", ""))
        .hasMessageContaining("begins with");
    assertThat(BrokerUrl.listener("stomp://b:1"))
        .contains("maxFrameSize=4194304", "maxDataLength=4194304", "maximumConnections=500");
    assertThat(BrokerUrl.listener("amqp://b:1"))
        .contains("maxFrameSize=4194304", "maximumConnections=500");
  }

  @Test
  void never_shows_the_password() {
    assertThat(settings("tcp://b:1", "", "app", "secret").toString())
        .contains("app")
        .doesNotContain("secret");
  }

  @Test
  void limits_every_address_and_keeps_what_it_says_itself() {
    assertThat(BrokerUrl.client("tcp://b:1"))
        .isEqualTo(
            "tcp://b:1?connectionTimeout=5000&soWriteTimeout=10000&wireFormat.maxInactivityDuration=7000");
    assertThat(BrokerUrl.client("tcp://b:1?connectionTimeout=9"))
        .isEqualTo(
            "tcp://b:1?connectionTimeout=9&soWriteTimeout=10000&wireFormat.maxInactivityDuration=7000");
    assertThat(BrokerUrl.client("failover:(tcp://a:1?timeout=7,tcp://b:1)?randomize=false"))
        .startsWith("failover:(tcp://a:1?timeout=7,tcp://b:1)?randomize=false&timeout=5000&");
    assertThat(BrokerUrl.shown("failover:(tcp://me:pw@a:1?x=1,tcp://b:1)?y=2"))
        .isEqualTo("failover:(tcp://a:1,tcp://b:1)");
  }

  private static BrokerSettings settings(String url, String listen, String user, String password) {
    return new BrokerSettings(
        url, List.of(listen.split(",")), user, password, DataSize.ofGigabytes(1));
  }
}
