package io.meanwhile.core.simulation;

import io.meanwhile.core.decider.Choices;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.SagaCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A person who looks at the participant before answering and never says what is not so. */
final class Operator {
  private Operator() {}

  /** May cancel, pause and resume; the process may die in between. */
  static void disturb(Simulation run) {
    Random random = run.random;
    if (random.nextInt(4) == 0) {
      int at = random.nextInt(120_000);
      run.later(at, () -> run.decide(new SagaCommand.Cancel(run.time(), "ann", "test")));
    }
    if (random.nextInt(3) == 0) {
      run.later(random.nextInt(120_000), run::restart);
    }
    if (random.nextInt(4) == 0) {
      int from = random.nextInt(60_000);
      run.later(from, () -> run.decide(new SagaCommand.Pause(run.time(), "ann", "test")));
      int to = from + random.nextInt(300_000);
      run.later(to, () -> run.decide(new SagaCommand.Resume(run.time(), "ann", "test")));
    }
  }

  /** If it is still open; where it is too late for what was offered, something else. */
  static void answer(Simulation run, Question question) {
    if (run.saga().questions().containsKey(question.id())) {
      List<Choice> offered = Choices.of(run.written, run.saga(), question);
      Choice choice = choose(run.random, run.world, question, offered);
      run.decide(
          new SagaCommand.AnswerQuestion(
              run.time(), question.id(), choice, "ann", "looked it up", null));
      run.later(1_000, () -> answer(run, question));
    }
  }

  private static Choice choose(
      Random random, World world, Question question, List<Choice> offered) {
    EffectKey effect = question.effect();
    List<Choice> honest = new ArrayList<>();
    for (Choice choice : offered) {
      if (effect == null || isTrue(world, effect, choice)) {
        honest.add(choice);
      }
    }
    if (honest.isEmpty()) {
      throw new AssertionError("no honest answer to " + question);
    }
    Choice choice = honest.get(random.nextInt(honest.size()));
    if (choice == Choice.DID_NOT_HAPPEN && effect != null) {
      world.forbid(effect);
    }
    return choice;
  }

  private static boolean isTrue(World world, EffectKey effect, Choice choice) {
    World.State state = world.outside(effect).state;
    return switch (choice) {
      case HAPPENED -> state == World.State.DONE;
      case DID_NOT_HAPPEN -> state != World.State.DONE && state != World.State.UNDONE;
      case WAIT, RETRY, REDO, ACCEPT, GIVE_UP, GO_BACKWARD -> true;
    };
  }
}
