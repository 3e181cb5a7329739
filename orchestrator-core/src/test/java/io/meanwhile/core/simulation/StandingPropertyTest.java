package io.meanwhile.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Stands;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.standing.Standing;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What has happened, what is pending, what constitutes completion: at every single moment. */
class StandingPropertyTest {
  private static final int SEEDS = 1_000;

  @Test
  void atEveryMomentTheStandingNamesAllThatBeganAllThatIsOwedAndAllThatIsToCome() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Simulation run = seed % 2 == 0 ? new Simulation(seed) : new Simulation(seed, RandomGoals::in);
      run.run();
      Moments.each(
          seed,
          run,
          (where, saga, _) ->
              complete(where, run.definition, saga, Standing.of(run.definition, saga)));
    }
  }

  private static void complete(String where, Definition definition, Saga saga, Standing standing) {
    Set<String> happened =
        standing.happened().stream().map(Standing.Happened::effect).collect(Collectors.toSet());
    Set<String> pending =
        standing.pending().stream().map(Standing.Pending::effect).collect(Collectors.toSet());
    for (Effect effect : saga.all()) {
      String key = effect.key().toString();
      assertThat(happened.contains(key)).as(where).isEqualTo(effect.stands() != Stands.MAYBE);
      boolean climbs = effect.rung() == Rung.CONFIRMED && !effect.loss() && saga.ended() == null;
      assertThat(pending.contains(key))
          .as(where)
          .isEqualTo(effect.stands() == Stands.MAYBE || climbs);
      if (saga.ended() == null && isOwed(definition, saga, effect)) {
        assertThat(pending).as(where).contains("compensation of " + key);
      }
    }
    if (saga.ended() == null) {
      assertThat(pending.isEmpty() && standing.blockedBy().isEmpty() && saga.paused() == null)
          .as(where + ": nothing is waited for, nobody is asked, and it has not ended")
          .isFalse();
    }
    boolean forward = saga.ended() == null && !saga.backward();
    for (Step step : definition.steps()) {
      if (forward && saga.action(step.name()) == null) {
        assertThat(pending).as(where).contains(step.name());
      }
    }
    assertThat(standing.pending()).as(where).noneMatch(p -> p.waitingFor().isBlank());
    assertThat(standing.completion().rule()).as(where).isNotBlank();
  }

  /** It stands, is given up, can be undone, and nobody was asked to undo it yet. */
  private static boolean isOwed(Definition definition, Saga saga, Effect effect) {
    Step step = definition.step(effect.key().place());
    boolean asked =
        saga.questions().values().stream().anyMatch(q -> effect.key().equals(q.effect()));
    return effect.key().isAction()
        && effect.givenUp()
        && effect.stands() == Stands.YES
        && !effect.loss()
        && !asked
        && step.undo() != null
        && !step.irreversible()
        && saga.compensations(effect.key()).isEmpty();
  }
}
