package com.hexabuilders.onboarding.api.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Writes rows one after the other. What was not ended is not whole. One thread. */
interface RowWriter {

  void row(ObjectNode row) throws IOException;

  /** Writes what comes after the last row, and hands everything on. */
  void end() throws IOException;
}
