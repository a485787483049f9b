package com.hexabuilders.onboarding.console;

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
