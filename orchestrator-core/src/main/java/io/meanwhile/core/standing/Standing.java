package io.meanwhile.core.standing;

import io.meanwhile.core.decider.Choices;
import io.meanwhile.core.decider.Goals;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Goal;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "what has happened, what is pending, what constitutes completion" for one saga.
 *
 * @param direction {@code forward} or {@code backward}
 * @param why why it goes backward; null going forward
 * @param paused who paused it; null while it is not paused
 * @param happened effects that stand, did not happen, or were undone
 * @param pending what is begun and not settled, and what has not begun
 */
public record Standing(
    SagaStatus status,
    String direction,
    @Nullable String why,
    Saga.@Nullable Paused paused,
    List<Happened> happened,
    List<Pending> pending,
    Completion completion,
    List<Diverged> diverged,
    List<BlockedBy> blockedBy,
    List<String> losses) {

  /**
   * One effect whose outcome is known. Depth is of {@code of} confirmations; both 0 when uncounted.
   */
  public record Happened(
      String effect,
      Rung level,
      int depth,
      int of,
      List<String> observers,
      Instant at,
      @Nullable Object result,
      @Nullable String reason,
      @Nullable String compensation,
      List<Said> voices) {}

  /**
   * What one of several observers said last.
   *
   * @param depth confirmations, 0 when it counts none
   * @param at when it was recorded
   * @param agrees it is one of those that put the effect where it is
   */
  public record Said(
      String observer,
      Report says,
      int depth,
      @Nullable Object result,
      Instant at,
      boolean agrees) {}

  /** One effect that is waited for, or a step that has not begun. */
  public record Pending(
      String effect,
      Rung level,
      @Nullable Instant since,
      @Nullable Instant until,
      String waitingFor,
      String then,
      List<Said> voices) {}

  /**
   * What completion means, and how far it is.
   *
   * @param rule in words
   * @param met how much of what is needed counts already, at the goal's level
   * @param satisfied the goal is met; going backward it no longer counts
   * @param satisfiedBy the steps that count already
   * @param stillNeeded the steps that may still make up for what is missing
   */
  public record Completion(
      String rule,
      int met,
      int needed,
      boolean satisfied,
      List<String> satisfiedBy,
      List<String> stillNeeded) {}

  public record Diverged(
      @Nullable String effect,
      DivergenceKind kind,
      String expected,
      String observed,
      Reaction reaction,
      Instant at) {}

  public record BlockedBy(
      int question, @Nullable String effect, String reason, List<Choice> choices, Instant since) {}

  /** The standing of a saga, from its state alone. */
  public static Standing of(Definition written, Saga saga) {
    Definition definition = written.in(saga);
    List<Happened> happened = new ArrayList<>();
    List<Pending> pending = new ArrayList<>();
    for (Effect effect : saga.all()) {
      if (effect.stands() == Stands.MAYBE) {
        pending.add(Waiting.of(definition, saga, effect));
      } else {
        happened.add(happened(definition, saga, effect));
        boolean notFinal =
            effect.rung() == Rung.CONFIRMED && !effect.loss() && saga.ended() == null;
        if (notFinal) {
          pending.add(Waiting.of(definition, saga, effect));
        }
      }
    }
    if (saga.ended() == null && saga.started()) {
      pending.addAll(Waiting.notBegun(definition, saga));
    }
    return new Standing(
        Statuses.statusOf(definition, saga),
        saga.backward() ? "backward" : "forward",
        saga.why(),
        saga.paused(),
        happened,
        pending,
        completion(definition, saga),
        saga.divergences().stream().map(Standing::diverged).toList(),
        saga.questions().values().stream().map(q -> blockedBy(definition, saga, q)).toList(),
        losses(saga));
  }

  private static Happened happened(Definition definition, Saga saga, Effect effect) {
    Step step = definition.step(effect.key());
    var call = effect.key().isAction() || step.undo() == null ? step.action() : step.undo();
    Effect undo = effect.key().isAction() ? saga.compensation(effect.key()) : effect;
    var outcome = undo == null || undo.rung() != Rung.FINAL ? null : undo.outcome();
    return new Happened(
        effect.key().toString(),
        effect.rung(),
        effect.depth(),
        call.confirm().wanted(),
        Heard.observers(call.confirm(), effect),
        effect.rungSince(),
        effect.result(),
        effect.reason(),
        outcome == null ? null : outcome.name().toLowerCase(java.util.Locale.ROOT),
        Heard.voices(call.confirm(), effect));
  }

  private static Completion completion(Definition definition, Saga saga) {
    Level level = definition.complete().level();
    boolean met = Goals.met(definition, saga, level);
    boolean completed = saga.ended() != null && saga.ended().outcome() == SagaStatus.COMPLETED;
    List<String> by = Goals.satisfiedBy(definition, saga, level);
    int needed = Goals.needed(definition);
    int count = definition.complete().goal() instanceof Goal.Holds ? 0 : by.size();
    return new Completion(
        Goals.rule(definition),
        met ? Math.max(count, needed) : count,
        needed,
        completed || (met && !saga.backward()),
        by,
        met ? List.of() : stillNeeded(definition, by));
  }

  private static List<String> stillNeeded(Definition definition, List<String> satisfied) {
    return Goals.members(definition).stream().filter(step -> !satisfied.contains(step)).toList();
  }

  private static Diverged diverged(io.meanwhile.core.model.Divergence d) {
    return new Diverged(
        d.effect() == null ? null : d.effect().toString(),
        d.kind(),
        d.expected(),
        d.observed(),
        d.reaction(),
        d.at());
  }

  /** What stands, or may, and is not undone; and what did not happen and is done without. */
  private static List<String> losses(Saga saga) {
    List<EffectKey> losses =
        saga.ended() != null
            ? saga.ended().losses()
            : saga.all().stream()
                .filter(effect -> effect.loss() && effect.key().isAction())
                .filter(effect -> !saga.backward() || effect.stands() != Stands.NO)
                .map(Effect::key)
                .toList();
    return losses.stream().map(EffectKey::toString).toList();
  }

  private static BlockedBy blockedBy(Definition definition, Saga saga, Question question) {
    return new BlockedBy(
        question.id(),
        question.effect() == null ? question.place() : question.effect().toString(),
        question.why(),
        Choices.of(definition, saga, question),
        question.since());
  }
}
