package io.meanwhile.core.simulation;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Lists of reactions from a seed, such as people write them: some tries, then a decision. */
final class RandomReactions {
  private RandomReactions() {}

  /** An action; what a pivot may not do is left out. */
  static Call action(Random random, Call call, boolean pivot, boolean reversible) {
    Map<DivergenceKind, List<Measure>> lists = new EnumMap<>(DivergenceKind.class);
    if (random.nextBoolean()) {
      lists.put(DivergenceKind.REFUSED, refused(random));
    }
    for (DivergenceKind kind :
        List.of(DivergenceKind.UNKNOWN, DivergenceKind.UNAVAILABLE, DivergenceKind.REVERTED)) {
      if (random.nextBoolean()) {
        List<Measure> list = tries(random, call);
        list.add(pivot ? Measure.once(Reaction.PARK) : end(random, reversible));
        lists.put(kind, list);
      }
    }
    return call.reacting(lists);
  }

  private static List<Measure> refused(Random random) {
    List<Measure> list = new ArrayList<>();
    if (random.nextBoolean()) {
      list.add(Measure.times(Reaction.REDO, 1 + random.nextInt(3)));
    }
    list.add(once(random, Reaction.COMPENSATE, Reaction.CONTINUE, Reaction.PARK, Reaction.UNDO));
    return list;
  }

  private static List<Measure> tries(Random random, Call call) {
    List<Measure> list = new ArrayList<>();
    if (random.nextBoolean()) {
      list.add(Measure.wait(Duration.ofSeconds(1 + random.nextInt(60))));
    }
    if (call.probe() != null && random.nextBoolean()) {
      list.add(Measure.times(Reaction.PROBE, 1 + random.nextInt(4)));
    }
    if (random.nextBoolean()) {
      Duration within = random.nextBoolean() ? Duration.ofSeconds(10 + random.nextInt(90)) : null;
      list.add(new Measure(Reaction.RETRY, 1 + random.nextInt(4), within));
    }
    return list;
  }

  /** What concerns the saga as a whole. */
  static Map<DivergenceKind, List<Measure>> saga(Random random, Definition definition) {
    Map<DivergenceKind, List<Measure>> lists = new EnumMap<>(DivergenceKind.class);
    Reaction[] ends = {Reaction.COMPENSATE, Reaction.CONTINUE, Reaction.PARK};
    lists.put(DivergenceKind.UNMET, List.of(once(random, ends)));
    if (definition.deadline() != null) {
      Measure wait = Measure.wait(Duration.ofSeconds(1 + random.nextInt(60)));
      lists.put(
          DivergenceKind.OVERDUE,
          switch (random.nextInt(3)) {
            case 0 -> List.of(wait);
            case 1 -> List.of(once(random, ends));
            default -> List.of(wait, once(random, ends));
          });
    }
    return lists;
  }

  private static Measure end(Random random, boolean reversible) {
    return reversible
        ? once(
            random,
            Reaction.COMPENSATE,
            Reaction.CONTINUE,
            Reaction.PARK,
            Reaction.REDO,
            Reaction.UNDO)
        : once(random, Reaction.COMPENSATE, Reaction.CONTINUE, Reaction.PARK);
  }

  private static Measure once(Random random, Reaction... reactions) {
    return Measure.once(reactions[random.nextInt(reactions.length)]);
  }

  /** A compensation. */
  static Call compensation(Random random, Call call) {
    Map<DivergenceKind, List<Measure>> lists = new EnumMap<>(DivergenceKind.class);
    if (random.nextBoolean()) {
      List<Measure> list = new ArrayList<>();
      list.add(Measure.times(Reaction.REDO, 1 + random.nextInt(4)));
      list.add(once(random, Reaction.CONTINUE, Reaction.PARK));
      lists.put(DivergenceKind.REFUSED, list);
    }
    for (DivergenceKind kind : List.of(DivergenceKind.UNKNOWN, DivergenceKind.REVERTED)) {
      if (random.nextBoolean()) {
        List<Measure> list = tries(random, call);
        list.add(once(random, Reaction.CONTINUE, Reaction.PARK));
        lists.put(kind, list);
      }
    }
    return call.reacting(lists);
  }
}
