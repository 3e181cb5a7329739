package io.meanwhile.app.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A link of a saga's hash chain: 32 bytes of SHA-256, immutable, lower-case hex as text. The link
 * of an event covers the link before it and the event without its payload but with the payload's
 * digest, so that a payload can be erased without breaking the chain.
 */
public final class Hash {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The link before a saga's first event: SHA-256 of 32 zero bytes and the id in UTF-8. The chains
   * of two sagas cannot be swapped, because their ids are in them.
   */
  public static Hash genesis(String saga) {
    MessageDigest sha = Sha256.create();
    sha.update(new byte[LENGTH]);
    return new Hash(sha.digest(saga.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A hash of these bytes, which are copied.
   *
   * @throws IllegalArgumentException unless there are 32
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("not 32 bytes: " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException unless it is 64 hex digits
   */
  public static Hash parse(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  /** A hash that owns the array: for a digest that nobody else holds. */
  static Hash owning(byte[] digest) {
    return new Hash(digest);
  }

  /** A copy. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Feeds the bytes without copying them. */
  void into(MessageDigest sha) {
    sha.update(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
