package io.meanwhile.app.dispatch;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.EffectKey;

/** One send or probe: what this process never does twice. */
record AskKey(EffectKey effect, boolean probe, int attempt) {

  static AskKey of(EffectKey effect, Ask ask) {
    return new AskKey(effect, ask.probe(), ask.attempt());
  }

  /** {@code lock/action/1#2}; a probe {@code lock/action/1?1}. */
  @Override
  public String toString() {
    return effect + (probe ? "?" : "#") + attempt;
  }
}
