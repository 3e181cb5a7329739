package io.meanwhile.core.checker;

import static io.meanwhile.core.checker.Move.Kind.ACCEPTED;
import static io.meanwhile.core.checker.Move.Kind.CONFIRMED;
import static io.meanwhile.core.checker.Move.Kind.FINAL;
import static io.meanwhile.core.checker.Move.Kind.HAPPENS;
import static io.meanwhile.core.checker.Move.Kind.LIE;
import static io.meanwhile.core.checker.Move.Kind.NO_TRACE;
import static io.meanwhile.core.checker.Move.Kind.REFUSED;
import static io.meanwhile.core.checker.Move.Kind.REFUSED_FOR_GOOD;
import static io.meanwhile.core.checker.Move.Kind.REFUSES;
import static io.meanwhile.core.checker.Move.Kind.REVERTED;
import static io.meanwhile.core.checker.Move.Kind.VANISHES;

import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Rung;
import java.util.List;

/**
 * What may become of an effect on which several observers report. It becomes so first; then each of
 * them says so, in any order, or never. Who said something else before changes its mind by it.
 */
final class VoiceMoves {
  private final Observers observers;
  private final Effect effect;
  private final int i;
  private final int outside;

  /** With which result it happened; of a compensation, whether it undid or blocked its action. */
  private final int result;

  private final boolean ended;
  private final List<Move> moves;

  VoiceMoves(Node node, int i, Observers observers, List<Move> moves) {
    this.observers = observers;
    this.effect = node.effect(i);
    this.i = i;
    this.outside = node.outside(i);
    this.result = result(node);
    this.ended = node.saga.ended() != null;
    this.moves = moves;
  }

  /**
   * @param results with which it may happen
   */
  void add(int[] results) {
    becomes(results);
    for (int observer = 0; observer < observers.size(); observer++) {
      if (observers.isFirst(outside, observer)) {
        says(observer);
      }
    }
    boolean nobodyNamed = asks() && !observers.answers(effect, observers.probed());
    if (nobodyNamed && !observers.answers(effect, observers.asked())) {
      moves.add(Move.by(Observers.UNNAMED, ACCEPTED, i, 0)); // ends the attempt, and says nothing
    }
  }

  private boolean asks() {
    return effect.ask() != null && !ended;
  }

  private boolean isSettled() {
    return effect.rung() == Rung.FINAL || effect.rung() == Rung.VOID;
  }

  private boolean anybody(java.util.function.IntPredicate so) {
    return observers.count(outside, so) > 0;
  }

  private boolean truly(int word) {
    return anybody(said -> Spoken.word(said) == word && !Spoken.lie(said));
  }

  /** Once somebody could say that it is for good, it is. What nobody saw need not be undone. */
  private void becomes(int[] results) {
    if (isSettled()) {
      return;
    }
    switch (Outside.state(outside)) {
      case Outside.NOT_DONE -> {
        for (int result : effect.expired() ? Moves.NONE : results) { // the participant's guarantee
          moves.add(Move.with(HAPPENS, i, result));
        }
        if (effect.key().generation() <= Bounds.ATTEMPTS) {
          moves.add(Move.of(REFUSES, i));
        }
      }
      case Outside.DONE -> {
        if (truly(Spoken.CONFIRMED) && !truly(Spoken.FINAL)) {
          moves.add(Move.of(VANISHES, i));
          if (observers.counts()) {
            moves.add(Move.of(REFUSES, i));
          }
        }
      }
      case Outside.REFUSED -> {
        if (truly(Spoken.REFUSED) && !truly(Spoken.REFUSED_FOR_GOOD)) {
          moves.add(Move.of(VANISHES, i));
        }
      }
      default -> {} // blocked or undone: for good
    }
  }

  private void says(int observer) {
    int last = Spoken.by(outside, observer);
    boolean asked = !ended && observers.answers(effect, observer);
    if (asked && effect.ask() != null && effect.ask().probe() && !effect.expired()) {
      moves.add(Move.by(observer, NO_TRACE, i, 0));
    }
    if (effect.expired()) {
      findsNoTrace(observer, last, asked);
    }
    switch (Outside.state(outside)) {
      case Outside.NOT_DONE -> notDone(observer, last, asked);
      case Outside.DONE, Outside.UNDONE -> stands(observer, last, asked);
      case Outside.REFUSED -> {
        refuses(observer, last, asked);
        if (observers.counts() && !Spoken.refuses(last)) {
          moves.add(Move.by(observer, REFUSED, i, 0));
        }
      }
      default -> refuses(observer, last, asked);
    }
  }

  /** Past its limit whoever looks, asked or not, sees whether it happened in time. */
  private void findsNoTrace(int observer, int last, boolean asked) {
    int state = Outside.state(outside);
    boolean happened = state == Outside.DONE || state == Outside.UNDONE;
    boolean news = !isSettled() && Spoken.word(last) != Spoken.REFUSED_FOR_GOOD;
    if (!happened && (asked || news)) {
      moves.add(Move.by(observer, NO_TRACE, i, 0));
    }
  }

  private void notDone(int observer, int last, boolean asked) {
    boolean forGood = effect.expired() && Spoken.word(last) == Spoken.REFUSED_FOR_GOOD;
    boolean corrects = // by its own time; an answer has none
        Spoken.refuses(last) && !asked && !forGood;
    boolean first = asked && Spoken.word(last) <= Spoken.ACCEPTED;
    if (!isSettled() && (first || corrects)) {
      moves.add(Move.by(observer, ACCEPTED, i, 0));
    }
    if (Spoken.affirms(last)) {
      moves.add(Move.by(observer, REVERTED, i, 0));
    }
  }

  /** Who agrees with what is settled changes nothing, and need not say so. */
  private void stands(int observer, int last, boolean asked) {
    boolean agrees = effect.rung() == Rung.FINAL && !Spoken.denies(last);
    if (agrees && !asked) {
      return;
    }
    int said = Spoken.said(Spoken.FINAL, result, false);
    if (asked || last != said) {
      moves.add(Move.by(observer, FINAL, i, result));
    }
    boolean wanted = effect.key().isAction() && !effect.givenUp();
    boolean known = Spoken.affirms(last) && Spoken.result(last) == result;
    if (!known && (wanted || observers.counts()) && Outside.state(outside) == Outside.DONE) {
      moves.add(Move.by(observer, CONFIRMED, i, result));
    }
  }

  private int result(Node node) {
    if (effect.key().isAction()) {
      return Outside.result(outside);
    }
    int action = node.outside(node.indexOf(effect.key().undone()));
    return Outside.state(action) == Outside.UNDONE ? Outside.FIRST : Outside.OTHER;
  }

  private void refuses(int observer, int last, boolean asked) {
    boolean agrees = effect.rung() == Rung.VOID && !Spoken.affirms(last);
    boolean news = !agrees && Spoken.word(last) != Spoken.REFUSED_FOR_GOOD;
    if (asked || news) {
      moves.add(Move.by(observer, REFUSED_FOR_GOOD, i, 0));
    }
  }

  /** Fewer than a quorum of them may say what is not so. */
  void lies() {
    if (anybody(Spoken::lie)) {
      return;
    }
    boolean done = Outside.state(outside) == Outside.DONE;
    for (int observer = 0; observer < observers.size(); observer++) {
      if (observers.isFirst(outside, observer)) {
        moves.add(
            Move.by(
                observer, LIE, i, done && result == Outside.FIRST ? Outside.OTHER : Outside.FIRST));
        if (done) {
          moves.add(Move.by(observer, LIE, i, Words.REFUSAL));
        }
      }
    }
  }
}
