package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ids are personal, and so are not shown. */
class ShownIdTest {

  @ParameterizedTest
  @CsvSource({
    "ana@example.com, ***",
    "order:ana.b@mail.example.com, ***",
    "partner/ana@example.com, partner/***",
    "/sagas/ana%40example.com/status, /sagas/***/status",
    "+34987654321, ***",
    "+34 987 654 300, ***",
    "tel:+34987654321, tel:***",
    "(0049) 30-1234567, ***",
    "987-654-321, ***",
    "34987654321, ***",
    "partner/34987654321, partner/***",
    "/sagas/987654321/status, /sagas/***/status",
  })
  void what_looks_like_an_address_or_a_telephone_number_is_hidden(String id, String shown) {
    assertThat(ShownId.of(id)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corr-123-456",
        "acme",
        "acme-1234567890",
        "2e140baa-40f0-4c5d-bc6b-2f5f4c450c80",
        "12345678-1234-1234-1234-123456789012",
        "00000000000000000000000000000001",
        "123456",
        "1234567890123456",
        "team@home",
        "saga/2e140baa-40f0-4c5d-bc6b-2f5f4c450c80/contract_creation",
        "/sagas/acme/status",
        "INFO a+b",
      })
  void every_other_id_stays_as_it_is(String id) {
    assertThat(ShownId.of(id)).isEqualTo(id);
  }

  @Test
  @Timeout(5)
  void an_address_as_addressas_a_request_allows_takes_no_time() {
    for (String address :
        new String[] {"@".repeat(8_000), "%40".repeat(2_700), "a@".repeat(4_000)}) {
      assertThat(ShownId.of("/" + address)).isEqualTo("/" + address);
      assertThat(ShownId.of("/" + address + ".x/y")).isEqualTo("/***/y");
    }
  }

  @Test
  void no_id_stays_no_id() {
    assertThat(ShownId.of(null)).isNull();
  }
}
