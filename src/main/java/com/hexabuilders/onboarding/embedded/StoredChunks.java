package com.hexabuilders.onboarding.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;

/**
 * The chunks that make up a file of H2, each with a header and a footer that name it. After a crash
 * H2 itself looks at all of them. After a clean end it looks at twenty, and would meet a hole only
 * when it reads there.
 */
final class StoredChunks {

  private static final String ENTRY = "chunk.";
  private static final int BLOCK = 4096;
  private static final int NAME_BYTES = 128;

  private StoredChunks() {}

  /** Whether every chunk with something in it is where the store looks for it. */
  static boolean areWhole(MVStore store, Path file) throws IOException {
    if (!store.getStoreHeader().containsKey("clean")) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      for (Map.Entry<String, String> entry : store.getLayoutMap().entrySet()) {
        if (entry.getKey().startsWith(ENTRY) && !isWhole(entry, channel)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isWhole(Map.Entry<String, String> entry, FileChannel file)
      throws IOException {
    HashMap<String, String> chunk = DataUtils.parseMap(entry.getValue());
    long pages = DataUtils.readHexLong(chunk, "pages", 0);
    long block = DataUtils.readHexLong(chunk, "block", 0);
    long end = block + DataUtils.readHexLong(chunk, "len", 0);
    if (block == 0 || DataUtils.readHexLong(chunk, "livePages", pages) == 0) {
      return true;
    }
    String name = "chunk:" + entry.getKey().substring(ENTRY.length()) + ",";
    return isAt(block * BLOCK, name, file) && isAt(end * BLOCK - NAME_BYTES, name, file);
  }

  private static boolean isAt(long position, String name, FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(name.length());
    while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {
      // until it is full
    }
    return new String(bytes.array(), ISO_8859_1).equals(name);
  }
}
