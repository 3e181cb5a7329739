package io.meanwhile.app.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What makes two definitions the same: their content, not their layout. */
final class Digests {
  private Digests() {}

  private static List<String> steps(Node document) {
    if (!(document instanceof Node.Fields fields)) {
      return List.of();
    }
    Node.Field steps = fields.fields().get("steps");
    return steps != null && steps.value() instanceof Node.Fields named
        ? List.copyOf(named.fields().keySet())
        : List.of();
  }

  /**
   * SHA-256, in lower-case hex, of the canonical JSON of the document and of the order of its steps
   * (which canonical JSON forgets, and which means something where a step says no {@code after}).
   */
  static String of(Node document) {
    byte[] canonical = CanonicalJson.bytes(Arrays.asList(document.value(), steps(document)));
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
