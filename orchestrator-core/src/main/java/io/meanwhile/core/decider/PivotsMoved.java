package io.meanwhile.core.decider;

import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.List;

/** A migration never moves a pivot across a step that has begun. */
final class PivotsMoved {
  private static final String POINTER = "/to";

  private final Definition now;
  private final Saga saga;
  private final Definition to;
  private final Mapping mapping;
  private final Ancestry before;
  private final Ancestry after;
  private final List<Decision.Flaw> flaws = new ArrayList<>();

  PivotsMoved(Definition now, Saga saga, Definition to, Mapping mapping) {
    this.now = now;
    this.saga = saga;
    this.to = to;
    this.mapping = mapping;
    this.before = new Ancestry(now.steps());
    this.after = new Ancestry(to.steps());
  }

  List<Decision.Flaw> flaws() {
    mapping.begun().stream().filter(this::counts).forEach(this::stays);
    for (Step step : to.steps()) {
      if (step.pivot()) {
        mapping.begun().stream().filter(this::counts).forEach(place -> across(step, place));
      }
    }
    return flaws;
  }

  /** True for what was asked for, and may stand or has once been final. */
  private boolean counts(String place) {
    return saga.actions(place).stream()
        .anyMatch(effect -> effect.rung() != Rung.SKIPPED && (stands(effect) || passed(effect)));
  }

  private static boolean stands(Effect effect) {
    return effect.rung() != Rung.VOID;
  }

  private static boolean passed(Effect effect) {
    return effect.finalOnce();
  }

  /** A begun step is a pivot in both, or in neither. */
  private void stays(String place) {
    String name = mapping.counted(place);
    boolean was = saga.actions(place).stream().anyMatch(e -> now.step(e.key()).pivot());
    boolean is = name != null && to.step(name).pivot();
    if (was && !is) {
      flaw("the pivot " + place + " has begun, and is not the pivot there");
    } else if (is && !was) {
      flaw("its pivot " + name + " has begun as " + place + ", which was no pivot then");
    }
  }

  private void across(Step pivot, String begun) {
    String name = mapping.counted(begun);
    if (name == null || name.equals(pivot.name())) {
      return;
    }
    String place = mapping.place(pivot.name());
    boolean behind = after.isBefore(pivot.name(), name);
    boolean inFront = after.isBefore(name, pivot.name());
    if (place == null || !counts(place)) {
      if (behind) {
        flaw("step " + begun + " has begun, and its pivot " + pivot.name() + " comes before it");
      }
    } else if ((behind && before.isBefore(begun, place))
        || (inFront && before.isBefore(place, begun))) {
      flaw("step " + begun + " would be on the other side of the pivot " + pivot.name());
    }
  }

  private void flaw(String message) {
    flaws.add(new Decision.Flaw(POINTER, message));
  }
}
