package com.hexabuilders.onboarding.api.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.RowSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * One export as it was asked for.
 *
 * @param table what its rows are, e.g. {@code sagas}; also the beginning of its file's name
 * @param query its parameters, as the audit keeps them
 */
record Export(String table, List<Column> columns, Form form, String query, RowSource rows) {

  /** Whether an export may go on. */
  @FunctionalInterface
  interface Alive {
    /** Throws once it may not. */
    void check() throws IOException;
  }

  /** Writes a first page and all that follow it. */
  void write(List<ObjectNode> first, OutputStream out, Alive alive) throws IOException {
    RowWriter writer = form.open(out, columns);
    for (List<ObjectNode> page = first; !page.isEmpty(); page = rows.next()) {
      alive.check();
      for (ObjectNode row : page) {
        writer.row(row);
      }
    }
    writer.end();
  }
}
