package com.hexabuilders.onboarding.api.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an export is written as. */
enum Form {
  CSV("text/csv;charset=UTF-8") {
    @Override
    RowWriter open(OutputStream out, List<Column> columns) throws IOException {
      return new CsvRows(out, columns);
    }
  },
  JSON("application/json") {
    @Override
    RowWriter open(OutputStream out, List<Column> columns) throws IOException {
      return new JsonRows(out);
    }
  };

  private final String contentType;

  Form(String contentType) {
    this.contentType = contentType;
  }

  /** A writer that has written what comes before the first row. */
  abstract RowWriter open(OutputStream out, List<Column> columns) throws IOException;

  /** The form with this name in lower case. */
  static Optional<Form> of(String name) {
    return Arrays.stream(values()).filter(form -> form.extension().equals(name)).findFirst();
  }

  String contentType() {
    return contentType;
  }

  /** The form's name, and the end of a file's name. */
  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }
}
