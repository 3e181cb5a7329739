package io.meanwhile.core.scenario;

import io.meanwhile.core.checker.Telling;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.whatif.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a scenario.
 *
 * @param scenario its name
 * @param verdicts one for each expectation, in their order
 * @param timeline what happened, in words
 */
public record ScenarioRun(
    String scenario, SagaStatus status, List<Verdict> verdicts, List<Line> timeline) {

  public ScenarioRun {
    verdicts = List.copyOf(verdicts);
    timeline = List.copyOf(timeline);
  }

  /**
   * One expectation.
   *
   * @param expected in words
   * @param instead what happened; null when it is as expected
   */
  public record Verdict(String expected, @Nullable String instead) {
    public boolean met() {
      return instead == null;
    }
  }

  /** One thing that happened, so long after the start. */
  public record Line(Duration after, String what) {}

  static ScenarioRun of(Scenario scenario, Outcome outcome) {
    Judgement judgement = new Judgement(outcome);
    List<Verdict> verdicts = new ArrayList<>();
    for (Expectation expected : scenario.expectations()) {
      verdicts.add(new Verdict(expected.told(), judgement.instead(expected)));
    }
    return new ScenarioRun(
        scenario.name(), outcome.standing().status(), verdicts, timeline(outcome));
  }

  private static List<Line> timeline(Outcome outcome) {
    List<Line> lines = new ArrayList<>();
    for (SagaEvent event : outcome.events()) {
      String what = told(event);
      if (what != null) {
        lines.add(new Line(Duration.between(Scenario.START, event.at()), what));
      }
    }
    Outcome.Refused refused = outcome.refused();
    if (refused != null) {
      Duration after = Duration.between(Scenario.START, outcome.at());
      lines.add(new Line(after, "the act is refused: " + refused.code() + ": " + refused.detail()));
    }
    return lines;
  }

  private static @Nullable String told(SagaEvent event) {
    String decided = Telling.event(event);
    return decided == null ? came(event) : decided;
  }

  /** What came from outside, as far as it is worth a line. */
  private static @Nullable String came(SagaEvent event) {
    if (event instanceof SagaEvent.AttemptFailed failed) {
      String attempt = failed.probe() ? ": the probe" : ": attempt " + failed.attempt();
      return Telling.name(failed.effect()) + attempt + " brings no word";
    }
    if (event instanceof SagaEvent.CancelRequested cancel) {
      return "an operator cancels: " + cancel.reason();
    }
    if (event instanceof SagaEvent.SkipRequested skip) {
      return "an operator skips " + skip.step() + ": " + skip.reason();
    }
    if (event instanceof SagaEvent.SagaMigrated migrated) {
      return "an operator lets it follow " + migrated.migration().to() + ": " + migrated.reason();
    }
    return event instanceof SagaEvent.SagaStarted ? "the saga is started" : null;
  }

  /** True when everything is as expected. */
  public boolean met() {
    return verdicts.stream().allMatch(Verdict::met);
  }

  /**
   * For unit tests.
   *
   * @throws AssertionError that says what was expected, what happened instead, and the timeline
   */
  public ScenarioRun assertMet() {
    if (!met()) {
      throw new AssertionError(toString());
    }
    return this;
  }

  /** What is not as expected, and the timeline. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scenario);
    text.append(met() ? ": as expected\n" : ": not as expected\n");
    for (Verdict verdict : verdicts) {
      if (!verdict.met()) {
        text.append("  expected: ").append(verdict.expected()).append('\n');
        text.append("  but:      ").append(verdict.instead()).append('\n');
      }
    }
    timeline.forEach(line -> text.append("  +%-10s %s\n".formatted(line.after(), line.what())));
    return text.toString();
  }
}
