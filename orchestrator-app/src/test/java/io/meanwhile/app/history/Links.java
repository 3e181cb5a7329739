package io.meanwhile.app.history;

import io.meanwhile.app.history.History.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Positions, sequence numbers, digests and the chain of hashes, as decision 0010 describes them.
 */
final class Links {
  private static final HexFormat HEX = HexFormat.of();

  private final List<String> flaws;
  private final Map<String, Long> next = new HashMap<>();
  private final Map<String, String> last = new HashMap<>();
  private long position = 1;

  Links(List<String> flaws) {
    this.flaws = flaws;
  }

  void check(Row row, List<String> texts, List<JsonNode> events) {
    if (row.position() != position) {
      flaws.add("position " + position + " expected, " + row.position() + " found");
    }
    position = row.position() + row.count();
    long sequence = next.getOrDefault(row.saga(), 0L);
    if (row.firstSequence() != sequence || events.size() != row.count()) {
      flaws.add("event " + sequence + " of saga " + row.saga() + " is missing");
    }
    String before = last.getOrDefault(row.saga(), HEX.formatHex(genesis(row.saga())));
    if (!before.equals(row.previousHash())) {
      flaws.add("a frame of saga " + row.saga() + " does not follow the one before it");
    }
    byte[] hash = HEX.parseHex(row.previousHash());
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      check(row, row.firstSequence() + i, text, events.get(i));
      hash = sha(hash, EventBytes.bytes(EventBytes.hashed(text)));
    }
    if (!HEX.formatHex(hash).equals(row.lastHash())) {
      flaws.add("events of saga " + row.saga() + " are not those that were hashed");
    }
    next.put(row.saga(), row.firstSequence() + row.count());
    last.put(row.saga(), row.lastHash());
  }

  private void check(Row row, long sequence, String text, JsonNode event) {
    if (event.path("sequence").asLong(-1) != sequence) {
      flaws.add("event " + sequence + " of saga " + row.saga() + " carries another number");
    }
    int[] payload = EventBytes.payload(text);
    byte[] digest = sha(EventBytes.bytes(text.substring(payload[0], payload[1])));
    if (!HEX.formatHex(digest).equals(event.path("digest").asString(""))) {
      flaws.add("the payload of event " + sequence + " of saga " + row.saga() + " was changed");
    }
  }

  static byte[] genesis(String saga) {
    return sha(new byte[32], saga.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] sha(byte[]... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha.update(part);
      }
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
