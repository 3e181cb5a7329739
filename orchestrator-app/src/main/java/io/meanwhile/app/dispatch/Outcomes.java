package io.meanwhile.app.dispatch;

import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.participant.Reporter;

/** Where dispatch hands what it learns: always taken, never refused for want of room. */
public interface Outcomes {

  /**
   * Hands in what an attempt brought.
   *
   * @param who on whose word
   * @param causation the attempt that caused it
   */
  void tell(long sagaKey, SagaCommand command, String who, String causation);

  /** Something of this saga is due: let time pass for it, then say again what is to be sent. */
  void wake(long sagaKey);

  /**
   * The same, for one of many that may be due at once: waits, within reason, while more sagas are
   * being read back than is good.
   */
  void wakeInTurn(long sagaKey);

  /** Where the participant reports later what it learns about the effect. */
  Reporter reporter(long sagaKey, EffectKey effect, String participant);
}
