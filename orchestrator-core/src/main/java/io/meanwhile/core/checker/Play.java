package io.meanwhile.core.checker;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes one move: what becomes true outside, what is told, what the rules decide. */
final class Play {
  static final String SAGA = "saga";
  static final String WHO = "an operator";
  static final String WHY = "for a reason";

  private final Definition definition;
  private final Rules rules;
  private final Laws laws;
  private final Quorums quorums;
  private final Offers offers;

  Play(Definition definition, Rules rules) {
    this.definition = definition;
    this.rules = rules;
    this.laws = new Laws(definition);
    this.quorums = new Quorums(definition);
    this.offers = new Offers(definition);
  }

  /**
   * The first move.
   *
   * @param input which of the guards that read it hold: one bit each, 0 when it holds
   */
  Played start(int input, int faults) {
    Node nothing = new Node(-1, Saga.NOT_STARTED, new int[0], faults);
    return decide(
        nothing,
        Move.with(Move.Kind.START, -1, input),
        Saga.NOT_STARTED,
        new SagaCommand.Start(Fold.NOW, SAGA, (long) input, Map.of()),
        new World(nothing),
        faults);
  }

  Played play(Node node, Move move) {
    World world = new World(node);
    Truth.become(node, move, world, observers(node, move));
    Saga ready = ready(node, move);
    int faultsLeft = node.faultsLeft - (move.kind().fault() ? 1 : 0);
    SagaCommand command = command(node, ready, move, world);
    return command == null
        ? silently(node, move, ready, world, faultsLeft)
        : decide(node, move, ready, command, world, faultsLeft);
  }

  private static Played silently(Node from, Move move, Saga saga, World world, int faultsLeft) {
    String wrong = world.wrong();
    return new Played(
        from.id,
        move,
        saga,
        null,
        null,
        List.of(),
        saga,
        world,
        faultsLeft,
        wrong == null ? null : new Wrong(5, wrong));
  }

  private Played decide(
      Node from, Move move, Saga before, SagaCommand command, World world, int faultsLeft) {
    Decision decision;
    Saga after = before;
    Wrong wrong = world.wrong() == null ? null : new Wrong(5, world.wrong());
    try {
      decision = rules.decide(definition, before, command);
      for (SagaEvent event : events(decision)) {
        Saga next = rules.evolve(after, event);
        if (wrong == null) {
          wrong = laws.event(event, command, before, after, next);
        }
        after = next;
      }
    } catch (IllegalStateException | IllegalArgumentException | NullPointerException defect) {
      decision = new Decision.Events(List.of());
      wrong = new Wrong(3, "No decision: " + defect.getMessage());
    }
    if (wrong == null) {
      wrong = laws.decision(before, command, decision, after);
    }
    List<SagaEvent> events = events(decision);
    if (wrong == null) {
      wrong = quorum(from, move, after, events, world);
    }
    String refused = decision instanceof Decision.Refused r ? r.code() : null;
    return new Played(
        from.id, move, before, command, refused, events, after, world, faultsLeft, wrong);
  }

  /** Measures the word of one of several observers. */
  private @Nullable Wrong quorum(
      Node from, Move move, Saga after, List<SagaEvent> events, World world) {
    int i = move.effect();
    Observers observers = observers(from, move);
    boolean word = observers != null && Truth.isWord(from, move);
    if (observers == null || !word || move.observer() == Observers.UNNAMED) {
      return null;
    }
    Effect was = from.effect(i);
    Effect is = Objects.requireNonNull(after.effect(was.key()));
    int before = Spoken.by(from.outside(i), move.observer());
    int said = Spoken.by(world.at(i), move.observer());
    return new QuorumLaws(observers, world.at(i)).said(said, before, was, is, events);
  }

  private static List<SagaEvent> events(Decision decision) {
    return decision instanceof Decision.Events e ? e.events() : List.of();
  }

  /** The state as the move finds it: with what is due, or used up, moved to now. */
  private Saga ready(Node node, Move move) {
    Saga saga = node.saga;
    if (move.effect() < 0) {
      return move.kind() == Move.Kind.SAGA_DEADLINE ? Fold.overdueNow(saga) : saga;
    }
    Effect effect = node.effect(move.effect());
    return switch (move.kind()) {
      case DEADLINE -> Fold.dueNow(saga, effect);
      case EXPIRES, FORGETS -> aged(saga, effect, move.kind() == Move.Kind.FORGETS);
      case ALL_ROUNDS -> Fold.dueNow(saga, Fold.afterAllRounds(effect));
      case PROBE_SILENT -> move.detail() == 0 ? saga : Fold.with(saga, Fold.afterAllRounds(effect));
      case NO_ANSWER, UNAVAILABLE, REJECTED ->
          Fold.lastAttempt(saga, effect, call(effect.key()).retry().attempts());
      case ACCEPTED -> saidBefore(node, move, saga, effect);
      case START,
          CONFIRMED,
          FINAL,
          REFUSED,
          REFUSED_FOR_GOOD,
          REVERTED,
          NO_TRACE,
          HAPPENS,
          VANISHES,
          REFUSES,
          SAGA_DEADLINE,
          CANCEL,
          RESUME,
          PAUSE,
          SKIP,
          STRAY,
          LIE,
          ANSWER,
          FINAL_REVERTED,
          FINAL_DENIED,
          FINAL_OTHER_RESULT,
          VOID_HAPPENS,
          UNDONE_REVERTED,
          UNDONE_CALLED_BLOCKED,
          STRANGER ->
          saga;
    };
  }

  private static Saga aged(Saga saga, Effect effect, boolean forgotten) {
    return forgotten ? Fold.forgotten(saga, effect) : Fold.expiresNow(saga, effect);
  }

  /** Only by its own time can an observer take back what it said. */
  private Saga saidBefore(Node node, Move move, Saga saga, Effect effect) {
    boolean answers = effect.ask() != null && observers(node, move) == null;
    return answers ? saga : Fold.lastSeen(saga, effect, Words.EARLIER);
  }

  /** The result as the participant writes it; of a proposal, what it proposes. */
  Object result(EffectKey key, int result) {
    return offers.isProposal(key) ? offers.result(key, result) : Outside.text(result);
  }

  Call call(EffectKey key) {
    Step step = definition.step(key.place());
    return key.isAction() ? step.action() : Objects.requireNonNull(step.undo());
  }

  /** Who reports on the effect that the move is about; null where one does alone. */
  @Nullable Observers observers(Node node, Move move) {
    return move.effect() < 0 ? null : quorums.of(node.effect(move.effect()).key());
  }

  private @Nullable SagaCommand command(Node node, Saga ready, Move move, World world) {
    Observers observers = observers(node, move);
    return switch (move.kind()) {
      case HAPPENS, VANISHES, REFUSES, FORGETS -> null;
      case START -> throw new IllegalStateException("it has started");
      case DEADLINE, ALL_ROUNDS, EXPIRES, SAGA_DEADLINE -> new SagaCommand.PassTime(Fold.NOW);
      case CANCEL -> new SagaCommand.Cancel(Fold.NOW, WHO, WHY);
      case PAUSE -> new SagaCommand.Pause(Fold.NOW, WHO, WHY);
      case RESUME -> new SagaCommand.Resume(Fold.NOW, WHO, WHY);
      case SKIP ->
          new SagaCommand.Skip(Fold.NOW, definition.stepNames().get(move.detail()), WHO, WHY);
      case STRAY -> Words.stray(definition.steps().get(move.detail()));
      case ANSWER ->
          new SagaCommand.AnswerQuestion(
              Fold.NOW, move.detail(), Objects.requireNonNull(move.choice()), WHO, WHY, null);
      case NO_ANSWER -> failed(ready, node, move, Failure.NO_ANSWER);
      case UNAVAILABLE -> failed(ready, node, move, Failure.UNAVAILABLE);
      case PROBE_SILENT -> failed(ready, node, move, Failure.NO_ANSWER);
      case REJECTED -> failed(ready, node, move, Failure.REJECTED);
      case ACCEPTED,
          CONFIRMED,
          FINAL,
          REFUSED,
          REFUSED_FOR_GOOD,
          REVERTED,
          NO_TRACE,
          FINAL_REVERTED,
          FINAL_DENIED,
          FINAL_OTHER_RESULT,
          VOID_HAPPENS,
          UNDONE_REVERTED,
          UNDONE_CALLED_BLOCKED,
          LIE,
          STRANGER ->
          observers == null
              ? Words.of(this, node, move, world)
              : Words.by(this, node, move, observers);
    };
  }

  private static SagaCommand failed(Saga ready, Node node, Move move, Failure failure) {
    Effect effect = Objects.requireNonNull(ready.effect(node.effect(move.effect()).key()));
    Ask ask = Objects.requireNonNull(effect.ask());
    return new SagaCommand.ReportFailure(
        Fold.NOW, effect.key(), ask.attempt(), ask.probe(), failure, "no answer");
  }
}
