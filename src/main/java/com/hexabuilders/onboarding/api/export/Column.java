package com.hexabuilders.onboarding.api.export;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One column of a table: its name, and where a row has its value. */
record Column(String name, JsonPointer place) {

  /** Columns by name; the name and the place are parted by a blank if they differ. */
  static List<Column> of(String... columns) {
    List<Column> all = new ArrayList<>();
    for (String column : columns) {
      String[] parts = column.split(" ", 2);
      String place = parts.length == 2 ? parts[1] : "/" + parts[0];
      all.add(new Column(parts[0], JsonPointer.compile(place)));
    }
    return List.copyOf(all);
  }

  /** The value as text; a list's items are parted by commas, an object is JSON; null for none. */
  String text(ObjectNode row) {
    JsonNode value = row.at(place);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(item.asText()));
      return String.join(",", items);
    }
    return value.isObject() ? value.toString() : value.asText();
  }
}
