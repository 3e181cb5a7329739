package io.meanwhile.core.checker;

import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Rung;
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

  Play(Definition definition, Rules rules) {
    this.definition = definition;
    this.rules = rules;
    this.laws = new Laws(definition);
  }

  /**
   * The first move.
   *
   * @param input which of the guards that read it hold: one bit each, 0 when it holds
   */
  Played start(int input) {
    Node nothing = new Node(-1, Saga.NOT_STARTED, new byte[0], 0);
    return decide(
        nothing,
        Move.with(Move.Kind.START, -1, input),
        Saga.NOT_STARTED,
        new SagaCommand.Start(Fold.NOW, SAGA, (long) input, Map.of()),
        new World(nothing),
        0);
  }

  Played play(Node node, Move move) {
    World world = new World(node);
    outside(node, move, world);
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
          wrong = laws.event(after, command, event, next);
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
    String refused = decision instanceof Decision.Refused r ? r.code() : null;
    return new Played(
        from.id, move, before, command, refused, events, after, world, faultsLeft, wrong);
  }

  private static List<SagaEvent> events(Decision decision) {
    return decision instanceof Decision.Events e ? e.events() : List.of();
  }

  /** What the move makes true, before anybody is told. */
  private static void outside(Node node, Move move, World world) {
    int i = move.effect();
    switch (move.kind()) {
      case CONFIRMED, FINAL, HAPPENS -> world.perform(i, move.detail());
      case REFUSED, REFUSED_FOR_GOOD -> {
        if (Outside.state(world.at(i)) != Outside.BLOCKED) {
          world.refuse(i);
        }
      }
      case REVERTED, VANISHES, ACCEPTED -> world.vanish(i, Outside.NOT_DONE);
      case ANSWER -> answered(node, move, world);
      case FINAL_REVERTED -> {
        world.breakContract(i);
        world.vanish(i, Outside.NOT_DONE);
      }
      case VOID_HAPPENS -> {
        world.breakContract(i);
        world.vanish(i, Outside.NOT_DONE);
        world.perform(i, Outside.FIRST);
      }
      case FINAL_DENIED, UNDONE_REVERTED, UNDONE_CALLED_BLOCKED -> world.breakContract(i);
      case DEADLINE -> {
        if (Own.of(node.effect(i).to()) == Own.TIMER) {
          world.perform(i, Outside.FIRST);
        }
      }
      case START,
          NO_TRACE,
          NO_ANSWER,
          UNAVAILABLE,
          PROBE_SILENT,
          ALL_ROUNDS,
          EXPIRES,
          SAGA_DEADLINE,
          CANCEL,
          RESUME,
          PAUSE,
          STRAY,
          REJECTED,
          FINAL_OTHER_RESULT,
          STRANGER -> {}
    }
  }

  /** Whoever says that it did not happen sees to it that it never does. */
  private static void answered(Node node, Move move, World world) {
    int i = move.effect();
    boolean denied = move.choice() == Choice.DID_NOT_HAPPEN && node.effect(i).rung() != Rung.VOID;
    if (denied && Outside.state(world.at(i)) == Outside.NOT_DONE) {
      world.refuse(i);
    }
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
      case EXPIRES -> Fold.expiresNow(saga, effect);
      case ALL_ROUNDS -> Fold.dueNow(saga, Fold.afterAllRounds(effect));
      case PROBE_SILENT -> move.detail() == 0 ? saga : Fold.with(saga, Fold.afterAllRounds(effect));
      case NO_ANSWER, UNAVAILABLE, REJECTED ->
          Fold.lastAttempt(saga, effect, call(effect.key()).retry().attempts());
      case ACCEPTED -> effect.ask() == null ? Fold.lastSeen(saga, effect, Words.EARLIER) : saga;
      case START,
          CONFIRMED,
          FINAL,
          REFUSED,
          REFUSED_FOR_GOOD,
          REVERTED,
          NO_TRACE,
          HAPPENS,
          VANISHES,
          SAGA_DEADLINE,
          CANCEL,
          RESUME,
          PAUSE,
          STRAY,
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

  Call call(EffectKey key) {
    Step step = definition.step(key.place());
    return key.isAction() ? step.action() : Objects.requireNonNull(step.undo());
  }

  private @Nullable SagaCommand command(Node node, Saga ready, Move move, World world) {
    return switch (move.kind()) {
      case HAPPENS, VANISHES -> null;
      case START -> throw new IllegalStateException("it has started");
      case DEADLINE, ALL_ROUNDS, EXPIRES, SAGA_DEADLINE -> new SagaCommand.PassTime(Fold.NOW);
      case CANCEL -> new SagaCommand.Cancel(Fold.NOW, WHO, WHY);
      case PAUSE -> new SagaCommand.Pause(Fold.NOW, WHO, WHY);
      case RESUME -> new SagaCommand.Resume(Fold.NOW, WHO, WHY);
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
          STRANGER ->
          Words.of(this, node, move, world);
    };
  }

  private static SagaCommand failed(Saga ready, Node node, Move move, Failure failure) {
    Effect effect = Objects.requireNonNull(ready.effect(node.effect(move.effect()).key()));
    Ask ask = Objects.requireNonNull(effect.ask());
    return new SagaCommand.ReportFailure(
        Fold.NOW, effect.key(), ask.attempt(), ask.probe(), failure, "no answer");
  }
}
