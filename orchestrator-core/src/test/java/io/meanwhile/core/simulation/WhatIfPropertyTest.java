package io.meanwhile.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.decider.Cause;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.standing.CancelPreview;
import io.meanwhile.core.whatif.Answers;
import io.meanwhile.core.whatif.Bounds;
import io.meanwhile.core.whatif.Change;
import io.meanwhile.core.whatif.Outcome;
import io.meanwhile.core.whatif.Said;
import io.meanwhile.core.whatif.WhatIf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is said would follow does follow: over many simulated histories, cut anywhere. */
class WhatIfPropertyTest {
  private static final int SEEDS = 500;
  private static final Bounds WIDE = new Bounds(100_000, Bounds.DEFAULT.time());

  @Test
  void withoutAnyChangeTheRestOfHistoryFollowsEventByEvent() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Simulation run = new Simulation(seed);
      run.run();
      int cut = new Random(seed).nextInt(run.log.size() + 1);

      Outcome outcome = question(run, cut, List.of(), WhatIf.Then.HISTORY, Answers.FINAL).play();

      int from = Math.toIntExact(outcome.first());
      assertThat(outcome.events())
          .as("seed " + seed + " from " + cut)
          .isEqualTo(run.log.subList(from, run.log.size()));
      assertThat(from).isGreaterThanOrEqualTo(cut);
      assertThat(outcome.end()).as("seed " + seed).isEqualTo(run.saga());
      assertThat(outcome.wouldNotHaveBeen()).as("seed " + seed).isEmpty();
      assertThat(outcome.left()).as("seed " + seed).isEmpty();
      assertThat(outcome.stop()).isEqualTo(Outcome.Stop.ENDED);
    }
  }

  @Test
  void aCancelAnywhereDoesWhatThePlanSaysUnderAnyAnswers() {
    int backward = 0;
    int undone = 0;
    for (int seed = 0; seed < SEEDS / 2; seed++) {
      Simulation run = new Simulation(seed);
      run.run();
      Random random = new Random(seed);
      int cut = boundary(run, random);
      Saga before = fold(run.log.subList(0, cut));
      Change cancel =
          new Change.Add(
              new SagaCommand.Cancel(run.log.get(cut - 1).at(), "ann", "changed her mind"));

      Outcome outcome =
          question(run, cut, List.of(cancel), WhatIf.Then.ANSWERS, answers(random, run)).play();

      CancelPreview preview = CancelPreview.of(run.definition, before);
      String where = "seed " + seed + " from " + cut;
      assertThat(outcome.verdict().name()).as(where).isEqualTo(preview.verdict().name());
      if (outcome.verdict() == Outcome.Verdict.GOES_BACKWARD) {
        backward++;
        assertThat(outcome.compensations().stream().map(c -> c.plan().effect()))
            .as(where)
            .startsWith(
                preview.compensations().stream()
                    .map(CancelPreview.Planned::effect)
                    .toArray(String[]::new));
        assertThat(outcome.losses()).as(where).containsAll(preview.losses());
        undone += (int) outcome.compensations().stream().filter(c -> c.fires()).count();
        if (outcome.end().ended() != null) {
          assertThat(outcome.compensations())
              .as(where)
              .allMatch(c -> c.fires() || !c.plan().certain() || isListed(outcome, c));
        }
      }
    }
    assertThat(backward).isGreaterThan(20);
    assertThat(undone).isGreaterThan(20);
  }

  private static boolean isListed(Outcome outcome, Outcome.Compensation compensation) {
    return outcome.losses().contains(compensation.plan().effect())
        || outcome.atOnce().stream().anyMatch(SagaEvent.EffectRequested.class::isInstance);
  }

  @Test
  void everyPlayStopsWithAReasonAndPlaysTheSameAgain() {
    Map<Outcome.Stop, Integer> stops = new HashMap<>();
    for (int seed = 0; seed < SEEDS / 2; seed++) {
      Simulation run = new Simulation(seed);
      run.run();
      Random random = new Random(seed);
      int cut = boundary(run, random);
      List<Change> changes = leftOut(run, random);
      WhatIf.Then then = random.nextBoolean() ? WhatIf.Then.HISTORY : WhatIf.Then.ANSWERS;
      WhatIf question = question(run, cut, changes, then, answers(random, run));

      Outcome outcome = question.play();

      assertThat(question.play()).as("seed " + seed).isEqualTo(outcome);
      Saga folded = fold(run.log.subList(0, Math.toIntExact(outcome.first())));
      for (SagaEvent event : outcome.events()) {
        folded = SagaDecider.evolve(folded, event);
      }
      assertThat(outcome.end()).as("seed " + seed).isEqualTo(folded);
      assertThat(outcome.matches()).hasSameSizeAs(outcome.events());
      boolean stuck = outcome.stop() == Outcome.Stop.WAITS || outcome.stop() == Outcome.Stop.LIMIT;
      assertThat(stuck).as("seed " + seed + " " + outcome).isFalse();
      stops.merge(outcome.stop(), 1, Integer::sum);
    }
    assertThat(stops.get(Outcome.Stop.ENDED)).isGreaterThan(50);
    assertThat(stops.get(Outcome.Stop.PARKED)).isGreaterThan(10);
  }

  private static WhatIf question(
      Simulation run, int cut, List<Change> changes, WhatIf.Then then, Answers answers) {
    var now = run.log.get(Math.max(0, cut - 1)).at();
    return new WhatIf(
        run.definition, Saga.NOT_STARTED, run.log, cut, now, changes, then, answers, WIDE);
  }

  private static Saga fold(List<SagaEvent> events) {
    Saga saga = Saga.NOT_STARTED;
    for (SagaEvent event : events) {
      saga = SagaDecider.evolve(saga, event);
    }
    return saga;
  }

  /** A place between two decisions, after the start. */
  private static int boundary(Simulation run, Random random) {
    List<Cause> causes = Cause.of(Saga.NOT_STARTED, run.log);
    int place = 1 + random.nextInt(causes.size());
    return place == causes.size() ? run.log.size() : causes.get(place).index();
  }

  private static List<Change> leftOut(Simulation run, Random random) {
    List<Change> changes = new ArrayList<>();
    for (Cause cause : Cause.of(Saga.NOT_STARTED, run.log)) {
      boolean time = cause.command() instanceof SagaCommand.PassTime || cause.index() == 0;
      if (!time && random.nextInt(8) == 0) {
        changes.add(new Change.LeaveOut(cause.index()));
      }
    }
    return changes;
  }

  private static Answers answers(Random random, Simulation run) {
    Said.Word[] words = Said.Word.values();
    Map<String, List<Said>> named = new HashMap<>();
    for (Step step : run.definition.steps()) {
      if (random.nextBoolean()) {
        named.put(step.name(), List.of(Said.of(words[random.nextInt(words.length)])));
      }
    }
    return new Answers(List.of(Said.FINAL), named);
  }
}
