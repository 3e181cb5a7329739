package io.meanwhile.app.security;

import io.meanwhile.app.problems.CannotStartException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The configured keys. Only their hashes are known here, so nothing here can leak one. */
public final class ApiKeys {
  private final List<Entry> entries;

  /**
   * One key.
   *
   * @param name goes on the record as who did something
   * @param sha256 of the key's UTF-8 bytes, 64 hex digits
   */
  public record ApiKey(String name, String sha256, Set<Role> roles) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(byte[] hash, Identity identity) {}

  /**
   * Keeps the keys.
   *
   * @throws IllegalArgumentException when a hash is not 64 hex digits
   * @throws CannotStartException when two have one name or one hash: nobody could tell who did what
   */
  public ApiKeys(List<ApiKey> keys) {
    unique(keys, ApiKey::name);
    unique(keys, key -> key.sha256().toLowerCase(Locale.ROOT));
    entries =
        keys.stream()
            .map(key ->
                new Entry(
                    HexFormat.of().parseHex(key.sha256()), new Identity(key.name(), key.roles())))
            .toList();
  }

  private static void unique(List<ApiKey> keys, Function<ApiKey, String> part) {
    Set<String> seen = new HashSet<>();
    for (ApiKey key : keys) {
      if (!seen.add(part.apply(key))) {
        throw new CannotStartException(
            "ambiguous-keys",
            "In meanwhile.security.keys, "
                + key.name()
                + " has the name or the hash of another key.",
            "Give every key a name and a value of its own.");
      }
    }
  }

  /** True when the service has no keys. */
  public boolean none() {
    return entries.isEmpty();
  }

  /** True when there is a key of this name, with one of these roles. */
  public boolean has(String name, Set<Role> roles) {
    return entries.stream()
        .map(Entry::identity)
        .anyMatch(key -> key.who().equals(name) && key.roles().stream().anyMatch(roles::contains));
  }

  /** Compares with every key, and each time in constant time: how long it takes tells nothing. */
  public Optional<Identity> find(String key) {
    byte[] hash = hash(key);
    Optional<Identity> found = Optional.empty();
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.hash(), hash)) {
        found = Optional.of(entry.identity());
      }
    }
    return found;
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
