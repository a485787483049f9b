package com.hexabuilders.onboarding.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By what a client is counted that asks too often or with wrong passwords. */
class ClientNetworkTest {

  @Test
  void all_addresses_of_a_client_with_ipv6_count_together() {
    String one = ClientNetwork.of("2001:db8:0:1::1");
    assertThat(one).isEqualTo("20010db800000001/64");
    assertThat(ClientNetwork.of("2001:db8:0:1:ffff:abcd:9:8")).isEqualTo(one);
    assertThat(ClientNetwork.of("[2001:db8:0:1::7]")).isEqualTo(one);
    assertThat(ClientNetwork.of("2001:db8:0:1::7%eth0")).isEqualTo(one);
    assertThat(ClientNetwork.of("2001:db8:0:2::1")).isNotEqualTo(one);
  }

  @Test
  void an_address_of_ipv4_counts_alone_also_when_it_is_written_as_ipv6() {
    assertThat(ClientNetwork.of("10.0.0.7")).isEqualTo("10.0.0.7");
    assertThat(ClientNetwork.of("::ffff:10.0.0.7")).isEqualTo("10.0.0.7");
  }

  @Test
  void what_is_no_address_is_left_as_it_is() {
    assertThat(ClientNetwork.of("unknown")).isEqualTo("unknown");
    assertThat(ClientNetwork.of("a:b")).isEqualTo("a:b");
    assertThat(ClientNetwork.of("zzz.example:1")).isEqualTo("zzz.example:1");
    assertThat(ClientNetwork.of(null)).isNull();
  }
}
