package io.meanwhile.core.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an effect is in the list of reactions that its definition gives for one kind of
 * divergence.
 *
 * @param kind whose list is followed; null when it has come right since
 * @param measure which entry of the list, from 0
 * @param times how often that entry has been taken
 * @param since when that entry was first taken
 * @param all how many entries were taken for this effect so far, of whatever list
 */
public record Reacting(
    @Nullable DivergenceKind kind, int measure, int times, Instant since, int all) {
  /** The same, with one more entry taken. */
  public static Reacting next(
      @Nullable Reacting before, DivergenceKind kind, int measure, Instant at) {
    int all = before == null ? 1 : before.all + 1;
    boolean again = before != null && before.kind == kind && before.measure == measure;
    return before != null && again
        ? new Reacting(kind, measure, before.times + 1, before.since, all)
        : new Reacting(kind, measure, 1, at, all);
  }

  /** What diverges once it has come right is met from the beginning of its list. */
  public static @Nullable Reacting over(@Nullable Reacting before) {
    return before == null || before.kind == null
        ? before
        : new Reacting(null, 0, 0, before.since, before.all);
  }
}
