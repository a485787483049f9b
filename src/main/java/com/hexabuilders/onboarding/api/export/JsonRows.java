package com.hexabuilders.onboarding.api.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;

/** Writes one object whose {@code items} are the rows. */
class JsonRows implements RowWriter {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE) // else each row is a packet
          .build();

  private final JsonGenerator json;

  JsonRows(OutputStream out) throws IOException {
    json = JSON.getFactory().createGenerator(out);
    json.writeStartObject();
    json.writeArrayFieldStart("items");
  }

  @Override
  public void row(ObjectNode row) throws IOException {
    json.writeTree(row);
  }

  @Override
  public void end() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
  }
}
