package io.meanwhile.core.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.core.model.Direction;
import io.meanwhile.core.model.EffectKey;
import org.junit.jupiter.api.Test;

class EffectRequestTest {

  @Test
  void theKeyNamesTheEffect() {
    EffectKey lock = EffectKey.action("lock", 1);
    assertThat(request("s-1", "s-1/lock/action/1", Direction.ACTION).effect()).isEqualTo(lock);
    assertThat(request("s-1", "s-1/lock/compensation/1/2", Direction.COMPENSATION).effect())
        .isEqualTo(EffectKey.compensation(lock, 2));
  }

  @Test
  void aKeyOfAnotherSagaOrDirectionIsRefused() {
    refused(request("s-1", "s-2/lock/action/1", Direction.ACTION));
    refused(request("s-1", "lock/action/1", Direction.ACTION));
    refused(request("s-1", "s-1/lock/action/1", Direction.COMPENSATION));
    refused(request("s-1", "s-1/lock", Direction.ACTION));
  }

  private static void refused(EffectRequest request) {
    assertThatThrownBy(request::effect).isInstanceOf(IllegalArgumentException.class);
  }

  private static EffectRequest request(String saga, String key, Direction direction) {
    return new EffectRequest(key, saga, "lock", direction, false, 1, null, null, _ -> {});
  }
}
