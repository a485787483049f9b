package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names on the wire that belong to a saga's type. */
class SagaTypeTest {

  @Test
  void every_name_derives_from_the_type() {
    SagaType renewal = new SagaType("partner_renewal");
    assertThat(renewal.address()).isEqualTo("partner-renewal");
    assertThat(renewal.queue("start")).isEqualTo("partner-renewal.start");
    assertThat(renewal.events()).isEqualTo("VirtualTopic.partner-renewal.events");
    assertThat(renewal.source()).isEqualTo("/partner-renewal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Partner", "partner-onboarding", "_partner", "partner_", "a__b", "a.>"})
  void a_name_that_would_be_no_address_is_refused(String name) {
    assertThatThrownBy(() -> new SagaType(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
