package com.hexabuilders.onboarding.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Rows that are read a page at a time. No connection is held between two pages. One thread. */
@FunctionalInterface
public interface RowSource {

  /** The next rows, at least one; none at the end. */
  List<ObjectNode> next();
}
