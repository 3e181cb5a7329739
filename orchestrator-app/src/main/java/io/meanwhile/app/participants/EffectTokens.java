package io.meanwhile.app.participants;

import io.meanwhile.core.model.EffectKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that allow a participant to report about one effect of one saga until a given second.
 * Nothing is stored: a token is {@code v1.EXPIRES.MAC}, the expiry in seconds (base 36) and an
 * HMAC-SHA256 (RFC 2104) over saga, effect and expiry.
 */
public final class EffectTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec secret;

  /**
   * @param secret 32 bytes or more
   */
  public EffectTokens(byte[] secret) {
    if (secret.length < 32) {
      throw new IllegalArgumentException("a secret of 32 bytes or more is needed");
    }
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /** What a token is worth. */
  public enum Verdict {
    GOOD,
    /** None was given. */
    MISSING,
    /** Malformed, forged, or issued for another effect or saga: they look the same on purpose. */
    WRONG,
    /** It was good once. */
    EXPIRED
  }

  /** A token for this effect of this saga, good until {@code expires}, rounded up to a second. */
  public String issue(String saga, EffectKey effect, Instant expires) {
    long second = expires.getEpochSecond() + (expires.getNano() > 0 ? 1 : 0);
    String end = Long.toString(second, 36);
    return "v1." + end + "." + ENCODER.encodeToString(mac(saga, effect, end));
  }

  /** Compares in constant time; the expiry only counts once the token is known to be ours. */
  public Verdict check(@Nullable String token, String saga, EffectKey effect, Instant now) {
    if (token == null || token.isEmpty()) {
      return Verdict.MISSING;
    }
    String[] part = token.split("\\.", -1);
    if (token.length() > 100 || part.length != 3 || !part[0].equals("v1")) {
      return Verdict.WRONG;
    }
    byte[] expected = ENCODER.encode(mac(saga, effect, part[1]));
    if (!MessageDigest.isEqual(expected, part[2].getBytes(StandardCharsets.UTF_8))) {
      return Verdict.WRONG;
    }
    return now.getEpochSecond() < Long.parseLong(part[1], 36) ? Verdict.GOOD : Verdict.EXPIRED;
  }

  private byte[] mac(String saga, EffectKey effect, String end) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      // Neither ids nor keys hold a line break, so no two of them read the same.
      String text = "v1\n" + saga + "\n" + effect + "\n" + end;
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
