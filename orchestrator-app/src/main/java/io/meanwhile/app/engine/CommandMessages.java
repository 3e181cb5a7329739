package io.meanwhile.app.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.core.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The command messages that the engine takes from the command bus, as anybody may put them there:
 * as these records, as maps or as JSON. Their metadata are {@code who}, {@code correlation} and
 * {@code causation}.
 */
public final class CommandMessages {
  public static final MessageType START_SAGA = new MessageType("meanwhile.start-saga", "1");
  public static final MessageType OBSERVE = new MessageType("meanwhile.observe", "1");
  public static final MessageType CANCEL = new MessageType("meanwhile.cancel", "1");
  public static final MessageType UNDO = new MessageType("meanwhile.undo", "1");
  public static final MessageType PAUSE = new MessageType("meanwhile.pause", "1");
  public static final MessageType RESUME = new MessageType("meanwhile.resume", "1");
  public static final MessageType SKIP = new MessageType("meanwhile.skip", "1");
  public static final MessageType ANSWER = new MessageType("meanwhile.answer", "1");
  public static final MessageType MIGRATE = new MessageType("meanwhile.migrate", "1");
  public static final MessageType MESSAGE = new MessageType("meanwhile.message", "1");
  public static final MessageType DECIDE = new MessageType("meanwhile.decide", "1");
  public static final MessageType RESULT = new MessageType("meanwhile.command-result", "1");

  public static final String WHO = "who";
  public static final String CORRELATION = "correlation";
  public static final String CAUSATION = "causation";

  private CommandMessages() {}

  /** See {@link StartRequest}. */
  public record StartSaga(
      @Nullable String id,
      String definition,
      @Nullable Integer version,
      @Nullable Object input,
      @Nullable Map<String, @Nullable Object> attributes) {}

  /**
   * An observation in words.
   *
   * @param effect the effect's key, with the saga's id before it or without
   * @param status accepted, confirmed, final, refused, reverted or unknown
   * @param outcome for a compensation: undone or blocked
   * @param observedAt null means when it arrives
   * @param sequence the observer's own number of this report
   */
  public record Observe(
      String saga,
      String effect,
      String observer,
      String id,
      String status,
      @Nullable Integer depth,
      @Nullable Object result,
      @Nullable String reason,
      @Nullable String outcome,
      @Nullable Instant occurredAt,
      @Nullable Instant observedAt,
      @Nullable Long sequence) {}

  /** Asks to go backward. */
  public record Cancel(String saga, String reason) {}

  /** Takes back what a saga did, past its end too, for the one that started it. */
  public record Undo(String saga, String reason) {}

  /** Holds all sends but probes; reactions wait. */
  public record Pause(String saga, String reason) {}

  /** Goes on after a pause. */
  public record Resume(String saga, String reason) {}

  /** Leaves a step out that has not begun, or is parked. */
  public record Skip(String saga, String step, String reason) {}

  /**
   * Lets a saga follow another version of its definition.
   *
   * @param to the version's number
   * @param map by the name that it was begun under, what a begun step is called there; null for one
   *     that has no step there; null for none
   */
  public record Migrate(
      String saga, int to, @Nullable Map<String, @Nullable String> map, String reason) {}

  /**
   * Settles a parked question.
   *
   * @param choice as in the contract, for example {@code did-not-happen}
   */
  public record Answer(
      String saga, int question, String choice, String reason, @Nullable Object result) {}

  /** A message to one saga. */
  public record Tell(String saga, String name, String id, @Nullable Object data) {}

  /**
   * Makes the decision that a step waits for.
   *
   * @param roles of the one who decides, in lower case
   */
  public record Decide(
      String saga,
      String step,
      String choice,
      @Nullable Object form,
      List<String> roles,
      String reason) {}

  /** What a command came to: one of the two is set. A refusal is a value, not an exception. */
  public record CommandResult(@Nullable Receipt receipt, @Nullable Refusal refusal) {}

  /** See {@link RefusedException}. */
  public record Refusal(
      String code,
      String detail,
      @Nullable Duration retryAfter,
      List<RefusedException.Problem> problems) {

    static Refusal of(RefusedException refused) {
      return new Refusal(
          refused.code(), refused.detail(), refused.retryAfter(), refused.problems());
    }

    RefusedException toException() {
      return new RefusedException(code, detail, retryAfter, problems);
    }
  }
}
