package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Move.Kind.ACCEPTED;
import static io.meanwhile.core.checker.Move.Kind.ALL_ROUNDS;
import static io.meanwhile.core.checker.Move.Kind.CANCEL;
import static io.meanwhile.core.checker.Move.Kind.CONFIRMED;
import static io.meanwhile.core.checker.Move.Kind.DEADLINE;
import static io.meanwhile.core.checker.Move.Kind.EXPIRES;
import static io.meanwhile.core.checker.Move.Kind.FINAL;
import static io.meanwhile.core.checker.Move.Kind.FORGETS;
import static io.meanwhile.core.checker.Move.Kind.HAPPENS;
import static io.meanwhile.core.checker.Move.Kind.NO_ANSWER;
import static io.meanwhile.core.checker.Move.Kind.NO_TRACE;
import static io.meanwhile.core.checker.Move.Kind.PROBE_SILENT;
import static io.meanwhile.core.checker.Move.Kind.REFUSED;
import static io.meanwhile.core.checker.Move.Kind.REFUSED_FOR_GOOD;
import static io.meanwhile.core.checker.Move.Kind.RESUME;
import static io.meanwhile.core.checker.Move.Kind.REVERTED;
import static io.meanwhile.core.checker.Move.Kind.SAGA_DEADLINE;
import static io.meanwhile.core.checker.Move.Kind.UNAVAILABLE;
import static io.meanwhile.core.checker.Move.Kind.VANISHES;

import io.meanwhile.core.decider.Choices;
import io.meanwhile.core.decider.Validity;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Everything that may happen next: the one place to add to when the outside world can do more.
 *
 * <p>Participants keep their contract: idempotent by key, a compensation of the never seen blocks,
 * word is true when it is said. It may come late, twice or never, and messages may arrive after
 * everything. What is said twice, and what is older than what was said, is tried on every state by
 * {@link Echo}.
 */
final class Moves {
  static final int[] NONE = {};

  private final Definition definition;
  private final Set<String> reading;
  private final Quorums quorums;
  private final Offers offers;

  Moves(Definition definition) {
    this.reading = Abstraction.read(definition);
    this.definition = definition;
    this.quorums = new Quorums(definition);
    this.offers = new Offers(definition);
  }

  List<Move> of(Node node) {
    List<Move> moves = new ArrayList<>(24);
    for (int i = 0; i < node.size(); i++) {
      effect(node, i, moves);
    }
    if (node.saga.ended() == null) {
      for (int i = 0; i < node.size(); i++) {
        silence(node, i, moves);
      }
      people(node, moves);
    }
    if (node.faultsLeft > 0) {
      Faults.of(definition, quorums, node, moves);
    }
    return moves;
  }

  private Call call(EffectKey key) {
    Step step = definition.step(key.place());
    return key.isAction() ? step.action() : Objects.requireNonNull(step.undo());
  }

  private void effect(Node node, int i, List<Move> moves) {
    Effect effect = node.effect(i);
    if (effect.rung() == Rung.SKIPPED || effect.isGroup()) {
      return; // nobody was asked
    }
    if (effect.asksNobody()) {
      awaited(effect, i, moves);
      return;
    }
    Observers observers = quorums.of(effect.key());
    if (observers != null) {
      new VoiceMoves(node, i, observers, moves).add(results(effect));
      return;
    }
    switch (Outside.state(node.outside(i))) {
      case Outside.NOT_DONE -> notDone(effect, i, moves);
      case Outside.DONE -> done(effect, i, moves);
      case Outside.REFUSED -> refused(effect, i, moves);
      case Outside.BLOCKED -> {
        if (effect.rung() != Rung.VOID || effect.ask() != null) {
          moves.add(Move.of(REFUSED_FOR_GOOD, i));
        }
      }
      default -> stands(effect, i, Outside.result(node.outside(i)), moves); // undone: late word
    }
  }

  /** A message or a decision comes once, while it is waited for; a timer only when it is due. */
  private void awaited(Effect effect, int i, List<Move> moves) {
    boolean waits = effect.wanted() && effect.stands() == Stands.MAYBE;
    if (waits && Own.of(effect.to()) != Own.TIMER) {
      for (int result : results(effect)) {
        moves.add(Move.with(FINAL, i, result));
      }
    }
  }

  private void notDone(Effect effect, int i, List<Move> moves) {
    Rung rung = effect.rung();
    if (rung == Rung.VOID || rung == Rung.FINAL) {
      return; // only where a contract was broken, or an operator's word stands for it
    }
    boolean counts = call(effect.key()).confirm() instanceof Finality.Depth;
    if (rung != Rung.ACCEPTED || effect.ask() != null) {
      moves.add(Move.of(ACCEPTED, i));
    }
    for (int result : effect.expired() ? NONE : results(effect)) { // the participant's guarantee
      stands(effect, i, result, moves);
      moves.add(Move.with(HAPPENS, i, result));
    }
    if (effect.key().generation() <= Bounds.ATTEMPTS) { // nothing is refused for ever
      moves.add(Move.of(REFUSED_FOR_GOOD, i));
      if (counts && rung != Rung.REFUSED) {
        moves.add(Move.of(REFUSED, i));
      }
    }
    if (rung == Rung.CONFIRMED) {
      moves.add(Move.of(REVERTED, i));
    }
    if (effect.ask() != null && effect.ask().probe()) {
      moves.add(Move.of(NO_TRACE, i));
    }
  }

  /** With which results it may happen: another one only where one was known. */
  private int[] results(Effect effect) {
    if (!effect.key().isAction()) {
      return new int[] {Outside.FIRST};
    }
    if (offers.isProposal(effect.key())) {
      return offers.results(effect);
    }
    boolean expects = call(effect.key()).expect() != null;
    if (effect.result() == null && !reading.contains(effect.key().step())) {
      return expects ? new int[] {Outside.FIRST, Outside.BAD} : new int[] {Outside.FIRST};
    }
    if (effect.result() == null && expects) {
      return new int[] {Outside.FIRST, Outside.OTHER, Outside.BAD};
    }
    return new int[] {Outside.FIRST, Outside.OTHER};
  }

  /** Where confirmations are not counted, what is given up is not confirmed first. */
  private void stands(Effect effect, int i, int result, List<Move> moves) {
    boolean asked = effect.ask() != null;
    if (effect.rung() != Rung.FINAL || asked) {
      moves.add(Move.with(FINAL, i, result));
    }
    boolean wanted = effect.key().isAction() && !effect.givenUp();
    boolean counts = call(effect.key()).confirm() instanceof Finality.Depth;
    boolean news = effect.stands() != Stands.YES || (asked && effect.rung() != Rung.FINAL);
    if (news && (wanted || counts)) {
      moves.add(Move.with(CONFIRMED, i, result));
    }
  }

  /** What is done may be undone outside until it was final: then it is for good. */
  private void done(Effect effect, int i, List<Move> moves) {
    stands(effect, i, -1, moves);
    if (effect.rung() != Rung.CONFIRMED) {
      return;
    }
    moves.add(Move.of(REVERTED, i));
    if (call(effect.key()).confirm() instanceof Finality.Depth) {
      moves.add(Move.of(VANISHES, i));
      moves.add(Move.of(REFUSED, i));
      moves.add(Move.of(REFUSED_FOR_GOOD, i));
    }
  }

  /** A refusal that is not final yet may be taken back. */
  private void refused(Effect effect, int i, List<Move> moves) {
    boolean counts = call(effect.key()).confirm() instanceof Finality.Depth;
    if (effect.rung() != Rung.VOID || effect.ask() != null) {
      moves.add(Move.of(REFUSED_FOR_GOOD, i));
      if (counts && effect.rung() != Rung.REFUSED) {
        moves.add(Move.of(REFUSED, i));
      }
    }
    if (effect.rung() == Rung.REFUSED) {
      moves.add(Move.of(ACCEPTED, i));
      stands(effect, i, Outside.FIRST, moves);
      moves.add(Move.of(VANISHES, i));
    }
  }

  private void silence(Node node, int i, List<Move> moves) {
    Effect effect = node.effect(i);
    if (questioned(node.saga, effect)) {
      return;
    }
    if (effect.isGroup()) {
      if (effect.until() != null && effect.wanted()) {
        moves.add(Move.of(DEADLINE, i));
      }
      return;
    }
    if (effect.ask() != null && effect.ask().probe()) {
      moves.add(Move.of(PROBE_SILENT, i));
      moves.add(Move.with(PROBE_SILENT, i, 1));
    } else if (effect.ask() != null) {
      moves.add(Move.of(NO_ANSWER, i));
      if (effect.surelyUndelivered() && Outside.state(node.outside(i)) == Outside.NOT_DONE) {
        moves.add(Move.of(UNAVAILABLE, i));
      }
    }
    if (Validity.due(effect) != null && !effect.loss()) {
      moves.add(Move.of(EXPIRES, i));
    }
    if (forgets(effect)) {
      moves.add(Move.of(FORGETS, i));
    }
    boolean nothingFollows = effect.givenUp() && effect.stands() == Stands.YES;
    if (effect.until() != null && !effect.loss() && !nothingFollows) {
      moves.add(Move.of(DEADLINE, i));
      boolean timer = effect.asksNobody() && Own.of(effect.to()) == Own.TIMER;
      boolean asks = !effect.key().isAction() || (!effect.givenUp() && onlyForward(effect, node));
      if (asks && !timer) {
        moves.add(Move.of(ALL_ROUNDS, i));
      }
    }
  }

  /** Only of what may still be sent again does it matter whether its key is known. */
  private boolean forgets(Effect effect) {
    boolean over = effect.rung() == Rung.FINAL || effect.rung() == Rung.VOID || effect.givenUp();
    return !over && call(effect.key()).remembers() != null && !Fold.isForgotten(effect);
  }

  /** Where there is no way back, or none yet, the same is asked again and again. */
  private boolean onlyForward(Effect effect, Node node) {
    return definition.step(effect.key().place()).pivot() || Laws.pivotPassed(definition, node.saga);
  }

  static boolean questioned(Saga saga, Effect effect) {
    return saga.parked()
        && saga.questions().values().stream().anyMatch(q -> effect.key().equals(q.effect()));
  }

  private void people(Node node, List<Move> moves) {
    Saga saga = node.saga;
    if (saga.paused() != null) {
      moves.add(Move.of(RESUME, -1));
    }
    boolean asked = saga.held() != null && saga.held().cancel();
    if (!saga.backward() && !asked) {
      moves.add(Move.of(CANCEL, -1));
    }
    if (saga.deadline() != null && !saga.backward() && saga.held() == null) {
      moves.add(Move.of(SAGA_DEADLINE, -1));
    }
    for (Question question : saga.questions().values()) {
      for (Choice choice : Choices.of(definition, saga, question)) {
        if (question.effect() == null || honest(node, question.effect(), choice)) {
          int about = question.effect() == null ? -1 : node.indexOf(question.effect());
          moves.add(Move.answer(about, question.id(), choice));
        }
      }
    }
  }

  /** People look before they answer, and do not have the same thing done anew for ever. */
  private static boolean honest(Node node, EffectKey key, Choice choice) {
    int state = Outside.state(node.outside(node.indexOf(key)));
    return switch (choice) {
      case HAPPENED -> state == Outside.DONE;
      case DID_NOT_HAPPEN -> state != Outside.DONE && state != Outside.UNDONE;
      case REDO -> key.generation() < Bounds.ATTEMPTS;
      case WAIT, RETRY, ACCEPT, GIVE_UP, GO_BACKWARD -> true;
    };
  }
}
