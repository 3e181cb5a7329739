package io.meanwhile.core.checker;

import io.meanwhile.core.checker.CheckReport.CanPark;
import io.meanwhile.core.checker.CheckReport.EndState;
import io.meanwhile.core.checker.CheckReport.Finding;
import io.meanwhile.core.checker.CheckReport.LeftStanding;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Turns what an exploration came across into the report. */
final class Reporting {
  private final Definition definition;
  private final Bounds bounds;
  private final Exploration exploration;
  private final Found found;
  private final Timeline timeline;
  private final Symmetry symmetry;
  private final Set<String> accepted = new TreeSet<>();

  Reporting(Definition definition, Bounds bounds, Play play, Exploration exploration, Found found) {
    this.definition = definition;
    this.bounds = bounds;
    this.exploration = exploration;
    this.found = found;
    this.timeline = new Timeline(play, bounds.faults());
    this.symmetry = new Symmetry(Abstraction.of(definition));
  }

  CheckReport report() {
    List<Finding> violations = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    laws(violations);
    if (violations.isEmpty()) {
      mistakes(violations, warnings);
    }
    return new CheckReport(
        definition.ref(),
        exploration.states(),
        exploration.paths(),
        exploration.exhaustive(),
        bound(),
        found.ends.entrySet().stream().map(e -> new EndState(e.getKey(), e.getValue())).toList(),
        parks(),
        standing(),
        Invariants.of(found.wrongs.keySet()),
        violations,
        warnings,
        List.copyOf(accepted),
        bounds.accepted().stream().filter(it -> !accepted.contains(it)).sorted().toList());
  }

  private List<String> tell(Found.At at) {
    return timeline.tell(exploration.path(at.from(), at.move()));
  }

  private String bound() {
    String looked =
        Bounds.ATTEMPTS
            + " attempts, generations and confirmations at most, "
            + bounds.faults()
            + " broken contracts on a path, deadlines in any order, no values"
            + Offers.bound(definition);
    return exploration.exhaustive()
        ? looked
        : looked + "; it stopped at " + exploration.states() + " states, the bound on them";
  }

  /** What is wrong in the rules, not in the definition: nobody who writes one should see it. */
  private void laws(List<Finding> violations) {
    found.wrongs.forEach((wrong, at) ->
        violations.add(
            new Finding(
                "invariant-" + wrong.invariant(),
                "",
                wrong.what(),
                "This is a defect of Meanwhile, not of the definition: please report it.",
                tell(at))));
  }

  private void mistakes(List<Finding> violations, List<Finding> warnings) {
    found.standing.forEach((left, at) -> {
      if (left.listed()) {
        lost(left, at, warnings);
      } else if (isForgotten(definition.step(left.step()))) {
        put(
            violations,
            "left-standing",
            left.step(),
            at,
            "The saga ends " + left.end() + " and " + left.step() + " still stands.",
            "Give it an undo, or irreversible: true if it cannot be undone. If there is"
                + " nothing to undo, accept it: left-standing:"
                + left.step());
      }
    });
    found.parksAfterPivot.forEach((step, at) ->
        put(
            violations,
            "refused-after-pivot",
            step,
            at,
            "Past the pivot " + step + " can be refused: there is no way forward, and none back.",
            "Let the pivot come after it, so that it is refused while all can still be undone; or"
                + " say retriable: true, if asking again with a new key can succeed."
                + " If an operator is to decide then, accept it: refused-after-pivot:"
                + step));
    found.undoneBlindly.forEach((step, at) ->
        put(
            warnings,
            "undo-without-result",
            step,
            at,
            "The undo of "
                + step
                + " reads its result, which may not be known by then: it is null.",
            "Let the participant find the action by its key, action.key in the request; a probe"
                + " makes it rarer."));
    if (exploration.exhaustive()) {
      goal(violations, warnings);
    }
  }

  /** Time that has passed and a message that came leave nothing to undo. */
  private static boolean isForgotten(Step step) {
    return step.undo() == null && !Own.isAwaited(step.action().to());
  }

  private void lost(Found.Standing left, Found.At at, List<Finding> warnings) {
    if (definition.step(left.step()).irreversible()) {
      put(
          warnings,
          "irreversible-lost",
          left.step(),
          at,
          "The saga can end " + left.end() + " with " + left.step() + " as a loss.",
          "Begin it after everything that can fail, or make it the pivot.");
    }
  }

  private void goal(List<Finding> violations, List<Finding> warnings) {
    boolean met =
        found.ends.keySet().stream().anyMatch(e -> e.startsWith(SagaStatus.COMPLETED.name()));
    if (!met) {
      violations.add(
          new Finding(
              "goal-never-met",
              "",
              "No saga can ever end COMPLETED.",
              "See which step never stands as expected: an expectation that nothing can meet?",
              List.of()));
    }
    for (String step : definition.stepNames()) {
      boolean begins = symmetry.alike(step).stream().anyMatch(found.begun::contains);
      if (!begins && !accepts("never-begins", step)) {
        warnings.add(
            new Finding(
                "never-begins",
                step,
                step + " never begins.",
                "See what it waits for in 'after'.",
                List.of()));
      }
    }
  }

  private void put(
      List<Finding> list, String code, String step, Found.At at, String message, String remedy) {
    List<String> alike = symmetry.alike(step);
    List<String> open = alike.stream().filter(name -> !accepts(code, name)).toList();
    if (!open.isEmpty()) {
      String others = alike.size() == 1 ? "" : " The same goes for its like: " + alike + ".";
      list.add(new Finding(code, step, message + others, remedy, tell(at)));
    }
  }

  private boolean accepts(String code, String step) {
    boolean accepts = bounds.accepts(code, step);
    if (accepts) {
      accepted.add(code + ":" + step);
    }
    return accepts;
  }

  private List<CanPark> parks() {
    List<CanPark> parks = new ArrayList<>();
    found.parks.forEach((park, at) ->
        parks.add(
            new CanPark(park.about(), park.kind().name().toLowerCase(Locale.ROOT), tell(at))));
    return parks;
  }

  private List<LeftStanding> standing() {
    List<LeftStanding> all = new ArrayList<>();
    found.standing.forEach((left, at) ->
        all.add(new LeftStanding(left.step(), left.end().name(), left.listed(), tell(at))));
    return all;
  }
}
