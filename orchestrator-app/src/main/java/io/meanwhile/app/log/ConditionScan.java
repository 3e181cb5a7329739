package io.meanwhile.app.log;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.eventstreaming.StreamingCondition;

/**
 * Reads on from where it was, also when nothing there met the condition, so that a follower of rare
 * events does not read the same ones again and again. Used by one stream at a time.
 */
final class ConditionScan {
  private static final int PAGE = 500;

  private final SagaLog log;
  private final EventMessages messages;
  private final StreamingCondition condition;
  private long scanned;

  ConditionScan(SagaLog log, EventMessages messages, StreamingCondition condition, long after) {
    this.log = log;
    this.messages = messages;
    this.condition = condition;
    this.scanned = after;
  }

  /** The next events that meet the condition; empty at the head. */
  List<StoredEvent> next() {
    while (true) {
      List<StoredEvent> page = log.after(scanned, PAGE);
      if (page.isEmpty()) {
        return page;
      }
      List<StoredEvent> met = new ArrayList<>(page.size());
      for (StoredEvent event : page) {
        if (condition.matches(
            messages.type(event).qualifiedName(), EventMessages.tags(event.saga()))) {
          met.add(event);
        }
      }
      scanned = page.getLast().position();
      if (!met.isEmpty()) {
        return met;
      }
    }
  }
}
