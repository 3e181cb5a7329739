package io.meanwhile.core.simulation;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Retry;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import io.meanwhile.core.model.Undoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A definition from a seed: two to seven steps, branches, probes, depths, at most one pivot. */
public final class RandomDefinition {
  private RandomDefinition() {}

  public static Definition from(Random random) {
    int count = 2 + random.nextInt(6);
    int pivot = random.nextInt(3) == 0 ? random.nextInt(count) : -1;
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(step(random, i, i == pivot));
    }
    @Nullable Duration deadline =
        random.nextInt(4) == 0 ? Duration.ofSeconds(20 + random.nextInt(160)) : null;
    Completion complete = new Completion(random.nextInt(5) == 0 ? Level.CONFIRMED : Level.FINAL);
    Definition plain =
        new Definition(
            new DefinitionRef("random", 1, "digest"),
            null,
            null,
            Map.of(),
            deadline,
            steps,
            complete,
            null);
    return random.nextInt(3) == 0 ? plain.reacting(RandomReactions.saga(random, plain)) : plain;
  }

  private static Step step(Random random, int i, boolean pivot) {
    return step(random, "s" + i, i, pivot);
  }

  /** A step that waits for some of the first so many. */
  static Step step(Random random, String name, int i, boolean pivot) {
    Map<String, Level> after = new LinkedHashMap<>();
    for (int before = 0; before < i; before++) {
      if (random.nextInt(3) == 0) {
        after.put("s" + before, random.nextInt(5) == 0 ? Level.CONFIRMED : Level.FINAL);
      }
    }
    int depth = random.nextInt(3) == 0 ? 3 : 0;
    boolean probed = random.nextBoolean();
    Call action =
        call(name + "/do", believed(random, name, depth), probed ? name + "/status" : null);
    int kind = random.nextInt(8);
    String look = random.nextInt(3) == 0 ? name + "/undo-status" : null;
    int deep = random.nextInt(4) == 0 ? 3 : 0;
    Call undo = kind <= 1 ? null : call(name + "/undo", believed(random, name, deep), look);
    if (probed && (kind + after.size()) % 3 == 0) {
      action = action.valid(Duration.ofSeconds(1 + 10 * kind));
    }
    if (random.nextInt(3) == 0) {
      action = RandomReactions.action(random, action, pivot, undo != null);
      undo = undo == null ? null : RandomReactions.compensation(random, undo);
    }
    boolean early = (kind + after.size()) % 4 == 0;
    boolean atOnce = (kind + i) % 4 == 1;
    Undoing undoing = new Undoing(early ? Level.CONFIRMED : Level.FINAL, atOnce);
    return new Step(name, after, action, undo, pivot, kind == 0).undoneBy(undoing);
  }

  /** Mostly the participant; or two of three observers, of whom it is one or not. */
  private static Finality believed(Random random, String name, int depth) {
    Finality time = new Finality.Time(Duration.ofSeconds(4));
    Finality plain = random.nextInt(6) == 0 ? time : new Finality.Reply();
    Finality each = depth == 0 ? plain : new Finality.Depth(depth);
    if (random.nextInt(4) > 0) {
      return each;
    }
    String first = random.nextInt(3) == 0 ? name + "-a" : name;
    return new Finality.Quorum(2, List.of(first, name + "-b", name + "-c"), null, each);
  }

  private static Call call(String to, Finality confirm, @Nullable String probe) {
    Retry retry = new Retry(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(10), 0.2);
    return new Call(
        Target.parse(to),
        null,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        retry,
        confirm,
        null,
        probe == null ? null : Target.parse(probe),
        Duration.ofSeconds(30));
  }
}
