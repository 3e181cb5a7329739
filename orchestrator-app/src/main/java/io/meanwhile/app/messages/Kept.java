package io.meanwhile.app.messages;

import io.meanwhile.app.log.MessageHead;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message that is remembered; guarded by the index that holds it. */
final class Kept {
  final long position;
  final String id;
  final String name;
  final String digest;
  final Instant receivedAt;
  @Nullable String takenBy;

  Kept(MessageHead head) {
    position = head.position();
    id = head.id();
    name = head.name();
    digest = head.digest();
    receivedAt = head.receivedAt();
    takenBy = head.takenBy();
  }

  /** Kept for whoever comes first; taken by this one; or it came while this one waited already. */
  boolean isFor(Wait wait) {
    return takenBy == null || takenBy.equals(wait.taker()) || !receivedAt.isBefore(wait.since());
  }
}
