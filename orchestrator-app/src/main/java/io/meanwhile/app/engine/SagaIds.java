package io.meanwhile.app.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meanwhile.app.log.Identity;
import io.meanwhile.app.log.SagaKeys;
import io.meanwhile.app.log.SagaLog;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which internal key a business id stands for. Racing starts under one id get one key, and so meet
 * in one lane; between processes the log's own uniqueness decides.
 */
final class SagaIds {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

  private final SagaLog log;
  private final SagaKeys keys;
  private final InstantSource clock;
  private final Cache<String, Claim> known = Caffeine.newBuilder().maximumSize(100_000).build();

  /**
   * A key for an id.
   *
   * @param fresh true when the log held nothing under the id when it was claimed
   */
  record Claim(String id, long key, boolean fresh) {}

  SagaIds(SagaLog log, SagaKeys keys, InstantSource clock) {
    this.log = log;
    this.keys = keys;
    this.clock = clock;
  }

  static boolean wellFormed(String id) {
    return ID.matcher(id).matches();
  }

  /** A key for a saga that is to be started; a null id gets one made of the key. */
  Claim claim(@Nullable String id) {
    if (id != null) {
      return known.get(id, this::look);
    }
    long key = keys.next(clock.instant());
    Claim claim = new Claim(generated(key), key, true);
    known.put(claim.id(), claim);
    return claim;
  }

  /** The key of a saga that exists, or is about to; empty when there is none. */
  OptionalLong find(String id) {
    if (!wellFormed(id)) {
      return OptionalLong.empty();
    }
    Claim claim = known.getIfPresent(id);
    if (claim != null) {
      return OptionalLong.of(claim.key());
    }
    return log.find(id)
        .map(Identity::sagaKey)
        .map(key -> {
          born(id, key);
          return OptionalLong.of(key);
        })
        .orElse(OptionalLong.empty());
  }

  /** The saga is in the log now. */
  void born(String id, long key) {
    known.put(id, new Claim(id, key, false));
  }

  /** What is known of the id is wrong, or may be: ask the log the next time. */
  void forget(String id) {
    known.invalidate(id);
  }

  private Claim look(String id) {
    return log.find(id)
        .map(identity -> new Claim(id, identity.sagaKey(), false))
        .orElseGet(() -> new Claim(id, keys.next(clock.instant()), true));
  }

  /** Thirteen characters that sort by time. */
  private static String generated(long key) {
    String digits = Long.toString(key, 32);
    return "0".repeat(13 - digits.length()) + digits;
  }
}
