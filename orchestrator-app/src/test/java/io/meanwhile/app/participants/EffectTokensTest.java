package io.meanwhile.app.participants;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.participants.EffectTokens.Verdict;
import io.meanwhile.core.model.EffectKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectTokensTest {
  private static final EffectKey LOCK = EffectKey.action("lock", 1);
  private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path directory;

  private final EffectTokens tokens = new EffectTokens(new byte[32]);

  @Test
  void tokenIsGoodForItsEffectUntilItExpires() {
    String token = tokens.issue("s-1", LOCK, END);
    assertThat(tokens.check(token, "s-1", LOCK, END.minusMillis(1))).isEqualTo(Verdict.GOOD);
    assertThat(tokens.check(token, "s-1", LOCK, END)).isEqualTo(Verdict.EXPIRED);
  }

  @Test
  void tokenOfAnotherEffectOrSagaIsWrong() {
    String token = tokens.issue("s-1", LOCK, END);
    Instant now = END.minusSeconds(1);
    byte[] otherSecret = new byte[32];
    otherSecret[0] = 1;
    assertThat(tokens.check(token, "s-2", LOCK, now)).isEqualTo(Verdict.WRONG);
    assertThat(tokens.check(token, "s-1", EffectKey.action("lock", 2), now))
        .isEqualTo(Verdict.WRONG);
    assertThat(tokens.check(token, "s-1", EffectKey.compensation(LOCK, 1), now))
        .isEqualTo(Verdict.WRONG);
    assertThat(new EffectTokens(otherSecret).check(token, "s-1", LOCK, now))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  void expiryCannotBeMovedByItsBearer() {
    String[] part = tokens.issue("s-1", LOCK, END).split("\\.", -1);
    String later = Long.toString(END.getEpochSecond() + 1000, 36);
    String moved = part[0] + "." + later + "." + part[2];
    assertThat(tokens.check(moved, "s-1", LOCK, END)).isEqualTo(Verdict.WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "v1..", "v1.zzzzzzzzzzzzzzzzzzzzzz.abc", "v1.1.é", "..", "v2.1.a"})
  void malformedTokenIsWrong(String token) {
    assertThat(tokens.check(token, "s-1", LOCK, END)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void noTokenIsMissing() {
    assertThat(tokens.check(null, "s-1", LOCK, END)).isEqualTo(Verdict.MISSING);
    assertThat(tokens.check("", "s-1", LOCK, END)).isEqualTo(Verdict.MISSING);
  }

  @Test
  void secretIsMadeOnceAndOnlyItsOwnerReadsIt() throws Exception {
    Path file = directory.resolve("keys").resolve("effects");
    byte[] first = SecretFile.readOrCreate(file);
    assertThat(first).hasSize(32).isNotEqualTo(new byte[32]);
    assertThat(SecretFile.readOrCreate(file)).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(directory.resolve("keys"))) {
      assertThat(files).containsExactly(file);
    }
  }
}
