package io.meanwhile.app.api;

import io.meanwhile.app.messages.Messages;
import io.meanwhile.app.messages.Wait;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was kept since nobody waited for it, and who waits for what.
 *
 * @param kept the oldest first
 */
@Schema(name = "Messages")
record MessagePage(List<Kept> kept, List<Waiting> waiting) {

  /** A message that nobody has taken. */
  @Schema(name = "KeptMessage")
  record Kept(String id, String name, Instant receivedAt) {
    static Kept of(Messages.KeptMessage kept) {
      return new Kept(kept.id(), kept.name(), kept.receivedAt());
    }
  }

  /**
   * A step that waits for a message.
   *
   * @param of what of a message is looked at; null when any of that name will do
   * @param key what that must be
   */
  @Schema(name = "WaitingStep")
  record Waiting(
      String saga,
      String effect,
      String name,
      @Nullable String of,
      @Nullable Object key,
      Instant since,
      @Nullable Instant until) {
    static Waiting of(Wait wait) {
      boolean any = wait.of().isEmpty();
      return new Waiting(
          wait.saga(),
          wait.effect().toString(),
          wait.name(),
          any ? null : wait.of(),
          any ? null : wait.key(),
          wait.since(),
          wait.until());
    }
  }
}
