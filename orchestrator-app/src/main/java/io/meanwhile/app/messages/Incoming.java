package io.meanwhile.app.messages;

import io.meanwhile.app.format.CanonicalJson;
import io.meanwhile.app.log.StoredMessage;
import io.meanwhile.core.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is handed in.
 *
 * @param name what it is called, as steps wait for it
 * @param id the sender's own: the same message again has the same
 * @param data JSON-shaped
 */
public record Incoming(String name, String id, @Nullable Object data) {
  public Incoming {
    data = Json.copy(data);
  }

  StoredMessage stored(Instant at, String by) {
    return new StoredMessage(id, name, digest(), at, by, CanonicalJson.text(data));
  }

  /** Equal for the same content. */
  String digest() {
    Map<String, @Nullable Object> content = new TreeMap<>();
    content.put("data", data);
    content.put("name", name);
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(CanonicalJson.bytes(content)));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent); // every Java has it
    }
  }
}
