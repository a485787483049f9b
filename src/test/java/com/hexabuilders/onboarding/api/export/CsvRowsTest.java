package com.hexabuilders.onboarding.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV that every reader takes for the same values, and no spreadsheet for a formula. */
class CsvRowsTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+49", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "\uFF1Dx", "\uFF20x"})
  void a_value_that_begins_like_a_formula_gets_a_single_quote_before_it(String value)
      throws Exception {
    assertThat(written(value)).isEqualTo("\"'" + value + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1", "a-b", "5", " =1", "'=1", "person@example.org"})
  void other_values_are_written_as_they_are(String value) throws Exception {
    assertThat(written(value)).isEqualTo("\"" + value + "\"");
  }

  @Test
  void quotes_are_doubled_and_separators_and_lines_stay_inside_their_cell() throws Exception {
    assertThat(written("say \"hi\", then\r\nleave; \\ 'x'"))
        .isEqualTo("\"say \"\"hi\"\", then\r\nleave; \\ 'x'\"");
    assertThat(written("\"")).isEqualTo("\"\"\"\"");
    assertThat(written("x".repeat(20_000) + ",\"")).endsWith("x,\"\"\"");
  }

  @Test
  void text_is_utf_8_also_outside_of_the_basic_plane() throws Exception {
    assertThat(written("Ñandú 東京 \uD83D\uDE80")).isEqualTo("\"Ñandú 東京 \uD83D\uDE80\"");
  }

  @Test
  void nothing_is_an_empty_cell_and_an_empty_text_a_quoted_one() throws Exception {
    assertThat(written(null)).isEmpty();
    assertThat(written("")).isEqualTo("\"\"");
  }

  @Test
  void the_header_comes_first_also_without_rows_and_each_line_ends_with_crlf() throws Exception {
    CsvRows rows = new CsvRows(bytes, Column.of("a", "b /c/d", "e", "f"));
    rows.end();
    assertThat(text()).isEqualTo("\"a\",\"b\",\"e\",\"f\"\r\n");

    ObjectNode row = JsonNodeFactory.instance.objectNode().put("a", 5);
    row.putObject("c").put("d", "deep");
    row.putArray("e").add("x").add("y");
    row.putObject("f").put("g", true);
    rows.row(row);
    rows.end();
    assertThat(text()).endsWith("\r\n\"5\",\"deep\",\"x,y\",\"{\"\"g\"\":true}\"\r\n");
  }

  @Test
  void rows_are_handed_on_together() throws Exception {
    CsvRows csv = new CsvRows(bytes, Column.of("a"));
    JsonRows json = new JsonRows(bytes);
    for (RowWriter rows : new RowWriter[] {csv, json}) {
      rows.row(JsonNodeFactory.instance.objectNode().put("a", "x"));
      rows.row(JsonNodeFactory.instance.objectNode().put("a", "y"));
    }
    assertThat(bytes.size()).isZero();
    csv.end();
    json.end();
    assertThat(text()).endsWith("\"y\"\r\n{\"items\":[{\"a\":\"x\"},{\"a\":\"y\"}]}");
  }

  private String written(String value) throws Exception {
    bytes.reset();
    CsvRows rows = new CsvRows(bytes, Column.of("a", "b"));
    rows.row(JsonNodeFactory.instance.objectNode().put("a", value).put("b", "end"));
    rows.end();
    String text = text();
    assertThat(text).startsWith("\"a\",\"b\"\r\n").endsWith(",\"end\"\r\n");
    return text.substring(9, text.length() - 8);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
