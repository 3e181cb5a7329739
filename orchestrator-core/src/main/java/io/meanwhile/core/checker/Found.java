package io.meanwhile.core.checker;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an exploration comes across, each thing once: the first time, which is a shortest way. */
final class Found {
  /** Where it was found: the state before, and the move. */
  record At(int from, Move move) {}

  record Standing(String step, SagaStatus end, boolean listed) {}

  record Park(String about, DivergenceKind kind) {}

  private final Definition definition;
  private final Bounds bounds;
  private final int enough;
  final Map<Wrong, At> wrongs = new LinkedHashMap<>();
  final Map<String, Integer> ends = new TreeMap<>();
  final Map<Park, At> parks = new LinkedHashMap<>();
  final Map<Standing, At> standing = new LinkedHashMap<>();
  final Map<String, At> parksAfterPivot = new LinkedHashMap<>();
  final Map<String, At> undoneBlindly = new LinkedHashMap<>();
  final Set<String> begun = new LinkedHashSet<>();

  /**
   * @param enough so many laws broken are enough to look at
   */
  Found(Definition definition, Bounds bounds, int enough) {
    this.enough = enough;
    this.definition = definition;
    this.bounds = bounds;
  }

  boolean sound() {
    return wrongs.isEmpty();
  }

  boolean enough() {
    return wrongs.size() >= enough;
  }

  void wrong(Wrong wrong, int from, Move move) {
    wrongs.putIfAbsent(wrong, new At(from, move));
  }

  /** A state that was not seen before, and how it was come by. */
  void state(Node node, Played played) {
    for (SagaEvent event : played.events()) {
      if (event instanceof SagaEvent.EffectRequested requested) {
        requested(node, requested.effect(), played);
      } else if (event instanceof SagaEvent.QuestionOpened opened) {
        parked(node, opened, played);
      }
    }
    Saga.Ended ended = node.saga.ended();
    if (ended != null) {
      ended(node, ended, played);
    }
  }

  private static At at(Played played, int from) {
    return new At(from, played.move());
  }

  private void requested(Node node, EffectKey key, Played played) {
    if (key.isAction()) {
      begun.add(key.step());
      return;
    }
    Effect action = node.saga.effect(key.undone());
    boolean blind = action != null && action.result() == null;
    if (blind && needsResult(definition.step(key.place()))) {
      undoneBlindly.putIfAbsent(key.step(), at(played, played.from()));
    }
  }

  private static boolean needsResult(Step step) {
    Call undo = step.undo();
    return undo != null && Reads.result(undo.with());
  }

  private void parked(Node node, SagaEvent.QuestionOpened opened, Played played) {
    String about = opened.effect() == null ? place(opened) : Telling.name(opened.effect());
    parks.putIfAbsent(new Park(about, opened.kind()), at(played, played.from()));
    boolean kept = node.faultsLeft == bounds.faults();
    EffectKey key = opened.effect();
    boolean refused = key != null && key.isAction() && opened.kind() == DivergenceKind.REFUSED;
    boolean meant = // who says what is done then has thought of it
        key != null
            && definition.step(key.place()).action().onDivergence().containsKey(opened.kind());
    if (key != null
        && !meant
        && kept
        && refused
        && !definition.step(key.place()).pivot()
        && passed(node)) {
      parksAfterPivot.putIfAbsent(key.step(), at(played, played.from()));
    }
  }

  private static String place(SagaEvent.QuestionOpened opened) {
    return opened.place() == null ? "the saga" : opened.place();
  }

  private boolean passed(Node node) {
    return !node.saga.completedOnce() && Laws.pivotPassed(definition, node.saga);
  }

  private void ended(Node node, Saga.Ended ended, Played played) {
    List<String> losses = new ArrayList<>();
    ended.losses().forEach(key -> losses.add(key.step()));
    String with =
        losses.isEmpty() ? "" : " with losses: " + String.join(", ", new LinkedHashSet<>(losses));
    ends.merge(ended.outcome() + with, 1, Integer::sum);
    for (int i = 0; i < node.size(); i++) {
      Effect effect = node.effect(i);
      int outside = node.outside(i);
      boolean stands =
          effect.key().isAction()
              && effect.givenUp()
              && Outside.state(outside) == Outside.DONE
              && !Outside.broken(outside);
      if (stands) {
        boolean listed = ended.losses().contains(effect.key());
        Standing left = new Standing(effect.key().place(), ended.outcome(), listed);
        standing.putIfAbsent(left, at(played, played.from()));
      }
    }
  }
}
