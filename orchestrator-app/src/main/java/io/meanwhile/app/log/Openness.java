package io.meanwhile.app.log;

import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaEvent.SagaEnded;
import io.meanwhile.core.model.SagaEvent.SagaReopened;
import io.meanwhile.core.model.SagaEvent.SagaStarted;
import java.util.Map;

/** Whether a saga is open: its newest start, end or reopening says so; other events do not. */
final class Openness {
  private Openness() {}

  /** Notes what the frame changes; a saga that is born and ends within a group was never open. */
  static void after(Frame frame, Map<Long, Boolean> open) {
    for (int i = 0; i < frame.size(); i++) {
      SagaEvent event = frame.event(i);
      if (event instanceof SagaStarted || event instanceof SagaReopened) {
        open.put(frame.sagaKey(), true);
      } else if (event instanceof SagaEnded) {
        open.put(frame.sagaKey(), false);
      }
    }
  }
}
