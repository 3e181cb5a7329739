package io.meanwhile.core.model;

import io.meanwhile.core.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One running instance: the fold of its events, and nothing else.
 *
 * @param id the business id; empty before the start
 * @param sequence how many events it has; the next one gets this sequence number
 * @param deadline when it is overdue, going forward; null for never
 * @param extensions how often its deadline was put off by its definition
 * @param backward true once it goes backward; never taken back
 * @param why what made it go backward, in words
 * @param held why it would go backward, were it not for a pivot in flight
 * @param effects in the order requested
 * @param questions open questions by id
 * @param asked how many questions have been opened so far
 * @param divergences the newest of each kind per effect
 * @param paused who paused it; null while it is not paused
 * @param waiting what diverged while it was paused, the newest of each effect
 * @param ended how it ended; null while it has not
 * @param completedOnce it has been COMPLETED and was reopened: counts as after the pivot
 * @param migrated what it keeps of the versions that it followed before
 */
public record Saga(
    String id,
    @Nullable DefinitionRef definition,
    long sequence,
    @Nullable Object input,
    Map<String, @Nullable Object> attributes,
    @Nullable Instant startedAt,
    @Nullable Instant deadline,
    int extensions,
    boolean backward,
    @Nullable String why,
    @Nullable Hold held,
    Map<EffectKey, Effect> effects,
    Map<Integer, Question> questions,
    int asked,
    List<Divergence> divergences,
    @Nullable Paused paused,
    List<Waiting> waiting,
    @Nullable Ended ended,
    boolean completedOnce,
    Migrated migrated) {

  public static final Saga NOT_STARTED =
      new Saga(
          "",
          null,
          0,
          null,
          Map.of(),
          null,
          null,
          0,
          false,
          null,
          null,
          Map.of(),
          Map.of(),
          0,
          List.of(),
          null,
          List.of(),
          null,
          false,
          Migrated.NEVER);

  public Saga {
    attributes = Json.object(attributes);
    input = Json.copy(input);
    effects = Effects.copyOf(effects);
    questions =
        questions.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(questions));
    divergences = List.copyOf(divergences);
    waiting = List.copyOf(waiting);
  }

  /**
   * Something that would make the saga go backward and waits for the pivot in flight.
   *
   * @param effect the diverged effect; null for a cancel or the saga's deadline
   * @param kind what departed from what is expected; null for a cancel, where nothing did
   */
  public record Hold(String why, @Nullable EffectKey effect, @Nullable DivergenceKind kind) {

    /** True when someone asked for it. */
    public boolean cancel() {
      return kind == null;
    }
  }

  /** Who paused it, and why. */
  public record Paused(String who, String reason, Instant since) {}

  /** A divergence whose reaction waits for the end of a pause. */
  public record Waiting(
      @Nullable EffectKey effect, DivergenceKind kind, String expected, String observed) {}

  /**
   * How it ended.
   *
   * @param outcome COMPLETED or COMPENSATED
   * @param losses actions that stand, or may, and could not be undone
   */
  public record Ended(
      SagaStatus outcome, List<EffectKey> losses, @Nullable Object result, Instant at) {
    public Ended {
      losses = List.copyOf(losses);
    }
  }

  /** The version that it was started with; null before the start. */
  public @Nullable DefinitionRef bornWith() {
    return migrated.earlier().isEmpty() ? definition : migrated.earlier().getFirst().definition();
  }

  public boolean started() {
    return definition != null;
  }

  public Collection<Effect> all() {
    return effects.values();
  }

  /**
   * The effects that are not at rest, in the order requested: see {@link Effects#restless()}; then
   * those that are at rest and asked about, and the actions that these undo.
   */
  public List<Effect> restless() {
    List<Effect> restless = Effects.copyOf(effects).restless();
    if (questions.isEmpty()) {
      return restless; // most of the time
    }
    for (Question question : questions.values()) {
      EffectKey about = question.effect();
      if (about != null) {
        askedAbout(about, restless);
        askedAbout(about.isAction() ? about : about.undone(), restless);
      }
    }
    return restless;
  }

  private void askedAbout(EffectKey key, List<Effect> restless) {
    Effect effect = effect(key);
    if (effect != null && Effects.copyOf(effects).rests(key) && !restless.contains(effect)) {
      restless.add(effect);
    }
  }

  public @Nullable Effect effect(EffectKey key) {
    return effects.get(key);
  }

  /** The newest generation of a step's action; null when it has not begun. */
  public @Nullable Effect action(String place) {
    Effect newest = null;
    for (int generation = 1; ; generation++) {
      Effect effect = effects.get(EffectKey.action(place, generation));
      if (effect == null) {
        return newest;
      }
      newest = effect;
    }
  }

  /** The group around that place, the newest generation of it; null where there is none. */
  public @Nullable Effect around(String place) {
    int dot = place.lastIndexOf('.');
    return dot < 0 ? null : action(place.substring(0, dot));
  }

  /** Every generation of a step's action, the oldest first. */
  public List<Effect> actions(String place) {
    List<Effect> all = new ArrayList<>(1);
    for (int generation = 1; ; generation++) {
      Effect effect = effects.get(EffectKey.action(place, generation));
      if (effect == null) {
        return all;
      }
      all.add(effect);
    }
  }

  /** The newest compensation of an action; null when none has been requested. */
  public @Nullable Effect compensation(EffectKey action) {
    List<Effect> all = compensations(action);
    return all.isEmpty() ? null : all.getLast();
  }

  /** Every compensation of an action, the oldest first. At most one of them may ever stand. */
  public List<Effect> compensations(EffectKey action) {
    List<Effect> all = new ArrayList<>(1);
    for (int generation = 1; ; generation++) {
      Effect effect = effects.get(EffectKey.compensation(action, generation));
      if (effect == null) {
        return all;
      }
      all.add(effect);
    }
  }

  public boolean parked() {
    return !questions.isEmpty();
  }
}
