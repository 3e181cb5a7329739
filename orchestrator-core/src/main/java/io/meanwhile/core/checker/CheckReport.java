package io.meanwhile.core.checker;

import io.meanwhile.core.model.DefinitionRef;
import java.util.List;

/**
 * What may become of the sagas of one definition.
 *
 * @param states how many different states were seen
 * @param paths how many moves were made, each the end of a path not walked before
 * @param exhaustive true when nothing within the bound was left out
 * @param bound how far was looked, in words; where it stopped, when it did
 * @param endStates how sagas end
 * @param canPark what an operator may be asked about, and why
 * @param canBeLeftStanding actions that are given up and still stand when the saga has ended
 * @param invariants which laws of the model were looked at, and which not, and why
 * @param violations what must not be; none in a sound definition
 * @param warnings what is allowed and may surprise
 * @param accepted what was found and is meant to be so, written {@code code:step}
 * @param notFound what was accepted and was not found
 */
public record CheckReport(
    DefinitionRef definition,
    int states,
    long paths,
    boolean exhaustive,
    String bound,
    List<EndState> endStates,
    List<CanPark> canPark,
    List<LeftStanding> canBeLeftStanding,
    List<Invariant> invariants,
    List<Finding> violations,
    List<Finding> warnings,
    List<String> accepted,
    List<String> notFound) {

  public CheckReport {
    endStates = List.copyOf(endStates);
    canPark = List.copyOf(canPark);
    canBeLeftStanding = List.copyOf(canBeLeftStanding);
    invariants = List.copyOf(invariants);
    violations = List.copyOf(violations);
    warnings = List.copyOf(warnings);
    accepted = List.copyOf(accepted);
    notFound = List.copyOf(notFound);
  }

  /**
   * One kind of end.
   *
   * @param end the outcome, and what was lost
   * @param states in how many of the states
   */
  public record EndState(String end, int states) {}

  /**
   * One thing that an operator may be asked.
   *
   * @param about a step's action, its compensation, or the saga
   * @param kind of the divergence
   * @param timeline a shortest way there, a line a move or event
   */
  public record CanPark(String about, String kind, List<String> timeline) {
    public CanPark {
      timeline = List.copyOf(timeline);
    }
  }

  /**
   * An action that may stand after the end though the saga gave it up.
   *
   * @param end how the saga ended
   * @param listedAsLoss true when the end says so
   */
  public record LeftStanding(String step, String end, boolean listedAsLoss, List<String> timeline) {
    public LeftStanding {
      timeline = List.copyOf(timeline);
    }
  }

  /**
   * One law of the model.
   *
   * @param checked true when every state and decision was measured by it
   * @param how what was looked at; why it was not, when it was not
   */
  public record Invariant(int number, String law, boolean checked, String how) {}

  /**
   * Something that must not be, or that may surprise.
   *
   * @param code stable, see docs/checker.md
   * @param step which step; empty for the saga as a whole
   * @param message what may happen
   * @param remedy what to do about it
   * @param timeline a shortest way there, a line a move or event; empty where none is needed
   */
  public record Finding(
      String code, String step, String message, String remedy, List<String> timeline) {
    public Finding {
      timeline = List.copyOf(timeline);
    }
  }

  /** True when there is no violation. */
  public boolean isSound() {
    return violations.isEmpty();
  }

  /**
   * For unit tests.
   *
   * @throws AssertionError with the whole report when there is a violation
   */
  public CheckReport assertSound() {
    if (!isSound()) {
      throw new AssertionError(toString());
    }
    return this;
  }

  /** The report for people. */
  @Override
  public String toString() {
    return ReportText.of(this);
  }
}
