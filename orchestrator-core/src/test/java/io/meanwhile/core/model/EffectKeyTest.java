package io.meanwhile.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectKeyTest {

  @Test
  void namesAnActionByStepAndGeneration() {
    EffectKey lock = EffectKey.action("lock", 2);
    assertThat(lock).hasToString("lock/action/2");
    assertThat(lock.in("s-1")).isEqualTo("s-1/lock/action/2");
    assertThat(lock.isAction()).isTrue();
  }

  @Test
  void namesACompensationByWhatItUndoesAndItsOwnGeneration() {
    EffectKey unlock = EffectKey.compensation(EffectKey.action("lock", 2), 3);
    assertThat(unlock).hasToString("lock/compensation/2/3");
    assertThat(unlock.undone()).isEqualTo(EffectKey.action("lock", 2));
    assertThat(unlock.isAction()).isFalse();
  }

  @Test
  void aBranchBelongsToItsStep() {
    assertThat(EffectKey.action("legs.7.swap", 1).step()).isEqualTo("legs");
    assertThat(EffectKey.action("lock", 1).step()).isEqualTo("lock");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock/action/1", "lock/compensation/1/12", "legs.3/action/999999999"})
  void readsWhatItWrote(String text) {
    assertThat(EffectKey.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lock",
        "lock/action",
        "lock/action/",
        "lock/action/0",
        "lock/action/01",
        "lock/action/-1",
        "lock/action/1/1",
        "lock/Action/1",
        "lock/compensation/1",
        "lock/compensation/0/1",
        "lock/compensation/1/0",
        "/action/1",
        "lock/action/1 ",
        "lock/action/9999999999",
        "s-1/lock/action/1",
        "lock/action/١"
      })
  void readsNothingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EffectKey.parse(text))
        .withMessageContaining("not an effect key");
  }

  @Test
  void sortsByNumberNotByDigits() {
    Stream<EffectKey> keys =
        Stream.of(
                "b/action/1",
                "a/compensation/1/10",
                "a/action/10",
                "a/compensation/1/9",
                "a/action/9")
            .map(EffectKey::parse)
            .sorted();
    assertThat(keys.map(EffectKey::toString))
        .containsExactly(
            "a/action/9", "a/action/10", "a/compensation/1/9", "a/compensation/1/10", "b/action/1");
  }

  @Test
  void aPlaceHasNoSlash() {
    assertThatIllegalArgumentException().isThrownBy(() -> EffectKey.action("a/b", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> EffectKey.action("", 1));
  }
}
