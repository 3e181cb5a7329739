package io.meanwhile.core.model;

import io.meanwhile.core.json.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be asked of one saga. Time and ids arrive in the command: deciding calls no clock. */
public sealed interface SagaCommand {

  /** When it is decided; becomes the events' time. */
  Instant at();

  /**
   * Starts a saga.
   *
   * @param saga its business id
   * @param attributes searchable values in addition to the definition's own
   */
  record Start(
      Instant at, String saga, @Nullable Object input, Map<String, @Nullable Object> attributes)
      implements SagaCommand {}

  /**
   * Hands in an observation.
   *
   * @param answers the send or probe that it is the direct answer to; null when it came by itself
   */
  record Observe(Instant at, Observation observation, @Nullable Ask answers)
      implements SagaCommand {}

  /** Reports that one attempt brought no observation. */
  record ReportFailure(
      Instant at, EffectKey effect, int attempt, boolean probe, Failure failure, String detail)
      implements SagaCommand {}

  /** Time has passed: whatever is due at {@code at} happens. */
  record PassTime(Instant at) implements SagaCommand {}

  /** Asks to go backward. */
  record Cancel(Instant at, String who, String reason) implements SagaCommand {}

  /**
   * Takes back what the saga did, for the one that started it: it goes backward, past its end too,
   * unless a pivot of its own was passed.
   */
  record Undo(Instant at, String who, String reason) implements SagaCommand {}

  /** Holds all sends but probes; reactions wait. */
  record Pause(Instant at, String who, String reason) implements SagaCommand {}

  /** Goes on after a pause. */
  record Resume(Instant at, String who, String reason) implements SagaCommand {}

  /** Leaves out a step that has not begun, or is parked. */
  record Skip(Instant at, String step, String who, String reason) implements SagaCommand {}

  /**
   * Lets the saga follow another version of its definition.
   *
   * @param map by the name that it was begun under, what a begun step is called there; null for one
   *     that has no step there. One that is named takes over the rules that it has there.
   */
  record Migrate(
      Instant at, DefinitionRef to, Map<String, @Nullable String> map, String who, String reason)
      implements SagaCommand {
    // Written out: a short form would not say, to those who read the class, what may be null.
    public Migrate(
        Instant at,
        DefinitionRef to,
        Map<String, @Nullable String> map,
        String who,
        String reason) {
      this.at = at;
      this.to = to;
      this.map = Collections.unmodifiableMap(new LinkedHashMap<>(map));
      this.who = who;
      this.reason = reason;
    }
  }

  /**
   * Tells this saga a message: the first step that waits for it gets it.
   *
   * @param id the sender's own; the same message again changes nothing
   */
  record Tell(Instant at, String name, String id, @Nullable Object data) implements SagaCommand {
    public Tell {
      data = Json.copy(data);
    }
  }

  /**
   * Makes the decision that a step waits for.
   *
   * @param form what goes with it, JSON-shaped; null for nothing
   * @param roles what the one who decides may do, in lower case
   */
  record Decide(
      Instant at,
      String step,
      String choice,
      @Nullable Object form,
      String who,
      Set<String> roles,
      String reason)
      implements SagaCommand {
    public Decide {
      form = Json.copy(form);
      roles = Set.copyOf(roles);
    }
  }

  /** Settles a parked question. */
  record AnswerQuestion(
      Instant at, int question, Choice choice, String who, String reason, @Nullable Object result)
      implements SagaCommand {}
}
