package io.meanwhile.app.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The JSON Schemas (2020-12) of what people write: editors complete and check by them. The reader
 * does not use them, since it says more; a test holds the two together.
 */
public enum DocumentSchema {
  /** A definition of a saga. */
  DEFINITION,
  /** Scenarios: tests of definitions. */
  SCENARIO;

  private final String text;
  private final String digest;

  DocumentSchema() {
    byte[] bytes = bytes("/META-INF/meanwhile/schema/" + label() + ".json");
    text = new String(bytes, StandardCharsets.UTF_8);
    digest = sha256(bytes);
  }

  /** What it is called in addresses and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The schema as JSON. */
  public String text() {
    return text;
  }

  /** SHA-256 of the text, in lower-case hex: changes when the schema does. */
  public String digest() {
    return digest;
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = DocumentSchema.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not in this jar: " + resource);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
