package com.hexabuilders.onboarding.api.letter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"nombre\":\"Ana\"}|{\"nombre\":\"A***\"}",
        "{\"data\":{\"x\":[{\"Email\":\"ana@example.com\"}]}}|{\"data\":{\"x\":[{\"Email\":\"a***\"}]}}",
        "{\"telefono\":\"+51 999\"}|{\"telefono\":\"***\"}",
        "{\"telefono\":51999}|{\"telefono\":\"***\"}",
        "{\"direccion\":{\"calle\":\"Sol\"}}|{\"direccion\":\"***\"}",
        "{\"nombre_completo\":\"Ana\",\"pais\":null}|{\"nombre_completo\":\"A***\",\"pais\":null}",
        "{\"correo\":\"write to ana@example.com\"}|{\"correo\":\"***\"}",
        "{\"data\":\"{'nombre':'Ana'}\"}|{\"data\":\"***\"}",
        "{\"data_base64\":\"eyJ9\"}|{\"data_base64\":\"e***\"}",
        "{\"tipo_partner\":\"Ana Sol\",\"types\":[\"Sol\u00a01\"]}|{\"tipo_partner\":\"***\",\"types\":[\"***\"]}",
        "{\"x\":\"+34 600 123 987\",\"y\":\"600123987\"}|{\"x\":\"***\",\"y\":\"***\"}",
        "{\"size_bytes\":34600123987,\"n\":20971520}|{\"size_bytes\":\"***\",\"n\":20971520}",
        "{\"ana@example.com\":1}|{\"***\":1}",
        "{\"Ana Sol\":1}|{\"***\":1}",
        "{\"+34600123987\":1}|{\"***\":1}",
        "[\"Ana Sol\",\"ana@example.com\"]|[\"***\",\"***\"]",
        "{\"expires_on\":\"2030-01-01\",\"time\":\"2026-11-30T17:52:14.587533Z\"}|{\"expires_on\":\"2030-01-01\",\"time\":\"2026-11-30T17:52:14.587533Z\"}",
        "{\"partner_id\":\"p-1\",\"id\":\"aebce1dc-61b7-37c2-98b0-55fe62b3817d\",\"source\":\"/contracts\"}|{\"partner_id\":\"p-1\",\"id\":\"aebce1dc-61b7-37c2-98b0-55fe62b3817d\",\"source\":\"/contracts\"}",
        "{\"tipo_partner\":\"EMPRESA\",\"n\":[1,true]}|{\"tipo_partner\":\"EMPRESA\",\"n\":[1,true]}"
      })
  void hides_what_is_personal_and_shows_the_rest(String sent, String shown) throws Exception {
    assertThat(MaskedJson.of(read(sent.replace('\'', '`')))).isEqualTo(read(shown));
  }

  @Test
  void leaves_the_original_alone() throws Exception {
    JsonNode sent = read("{\"ciudad\":\"Lima\"}");
    MaskedJson.of(sent);
    assertThat(sent.get("ciudad").asText()).isEqualTo("Lima");
  }

  private static JsonNode read(String text) throws Exception {
    return JSON.readTree(text);
  }
}
