package io.meanwhile.core.simulation;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A person who looks at the participant before answering and never says what is not so. */
final class Operator {
  private Operator() {}

  static Choice choose(Random random, World world, Question question, List<Choice> offered) {
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
