package com.hexabuilders.onboarding.api.export;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes CSV as RFC 4180 describes it: a header row, CRLF after each row, every value quoted. A
 * null is an empty cell. A spreadsheet would run a value that begins like a formula, so such a
 * value gets a single quote before it (OWASP, CSV injection).
 */
class CsvRows implements RowWriter {

  private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
          .enable(CsvGenerator.Feature.ALWAYS_QUOTE_EMPTY_STRINGS)
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE) // else each row is a packet
          .build();

  private final List<Column> columns;
  private final SequenceWriter rows;

  CsvRows(OutputStream out, List<Column> columns) throws IOException {
    this.columns = columns;
    CsvSchema.Builder schema = CsvSchema.builder();
    columns.forEach(column -> schema.addColumn(column.name()));
    rows = CSV.writer(schema.setLineSeparator("\r\n").build()).writeValues(out);
    Map<String, String> header = new LinkedHashMap<>();
    columns.forEach(column -> header.put(column.name(), column.name()));
    rows.write(header); // the library's own header would wait for a first row
  }

  @Override
  public void row(ObjectNode row) throws IOException {
    Map<String, String> cells = new LinkedHashMap<>();
    columns.forEach(column -> cells.put(column.name(), harmless(column.text(row))));
    rows.write(cells);
  }

  @Override
  public void end() throws IOException {
    rows.flush();
  }

  private static String harmless(String value) {
    boolean isFormula =
        value != null && !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0;
    return isFormula ? "'" + value : value;
  }
}
