package io.meanwhile.core.model;

import io.meanwhile.core.expression.Expression;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes a step a group: members that begin while the saga runs. A member's place is the
 * group's, a dot, and its own segment: an index, a round, or a name.
 */
public sealed interface Flow {
  /** No group has more members, and no list is fanned out over more items. */
  int MOST = 10_000;

  /** How deep groups may lie within each other. */
  int DEEPEST = 4;

  /** How many members must stand. */
  Join join();

  /** Members in flight when the group is complete are given up, not kept. */
  boolean drops();

  /** The member of that segment; null when there can be none. */
  @Nullable Step member(String segment);

  /** A branch for each item of a list. Segments count from 0. */
  record FanOut(Expression each, int parallel, Join join, boolean drops, Step body)
      implements Flow {
    public FanOut {
      Objects.requireNonNull(each);
      if (parallel < 1) {
        throw new IllegalArgumentException("parallel below 1: " + parallel);
      }
    }

    @Override
    public @Nullable Step member(String segment) {
      return isNumber(segment) ? body : null;
    }
  }

  /** Named steps that wait for each other as the steps of a saga do. */
  record Group(List<Step> steps, Join join, boolean drops) implements Flow {
    public Group {
      steps = Steps.copyOf(steps);
    }

    @Override
    public @Nullable Step member(String segment) {
      return Steps.copyOf(steps).named(segment);
    }
  }

  /**
   * The same call again and again, each round after the one before, until its result is as wanted.
   * Segments count from 1.
   *
   * @param until over {@code result}; true ends it
   * @param max rounds at most
   * @param pause between the end of a round and the next one; 0 to ten years
   */
  record Loop(Expression until, int max, Duration pause, Step body) implements Flow {
    public Loop {
      Objects.requireNonNull(until);
      boolean wait = !pause.isNegative() && pause.compareTo(Call.LONGEST) <= 0;
      if (max < 1 || max > MOST || !wait) {
        throw new IllegalArgumentException("not a loop: " + max + " rounds");
      }
    }

    /** The last round. */
    @Override
    public Join join() {
      return new Join.AtLeast(1);
    }

    @Override
    public boolean drops() {
      return false;
    }

    @Override
    public @Nullable Step member(String segment) {
      return isNumber(segment) ? body : null;
    }
  }

  private static boolean isNumber(String segment) {
    boolean number = !segment.isEmpty();
    for (int i = 0; number && i < segment.length(); i++) { // looked at often: no stream
      number = segment.charAt(i) >= '0' && segment.charAt(i) <= '9';
    }
    return number;
  }
}
