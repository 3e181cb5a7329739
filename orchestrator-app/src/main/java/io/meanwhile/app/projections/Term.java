package io.meanwhile.app.projections;

import io.meanwhile.app.format.CanonicalJson;
import io.meanwhile.core.model.DivergenceKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something sagas are found by. What is too long for an index is its beginning and a digest of all
 * of it, so that it is found by the same value and by no other.
 */
record Term(String field, String content) {
  /** Shorter than what stands for longer ones, so that nothing stored as it is looks like it. */
  private static final int LONGEST = 180;

  private static final int BEGINNING = 120;

  Term {
    field = bounded(field);
    content = bounded(content);
  }

  static Term attribute(String name, String text) {
    return new Term("attribute." + name, text);
  }

  static Term divergence(DivergenceKind kind) {
    return new Term("divergence", word(kind));
  }

  static String word(DivergenceKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A value as one writes it in an address: texts as they are, all else as JSON. */
  static String text(@Nullable Object value) {
    return value instanceof String text ? text : CanonicalJson.text(value);
  }

  private static String bounded(String text) {
    String clean = Letters.storable(text);
    return clean.length() <= LONGEST
        ? clean
        : Letters.storable(clean.substring(0, BEGINNING)) + "…" + digest(clean);
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
