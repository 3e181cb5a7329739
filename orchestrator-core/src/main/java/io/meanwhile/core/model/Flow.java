package io.meanwhile.core.model;

import io.meanwhile.core.expression.Expression;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * A call whose answer proposes further steps, each one of a list. The call itself is the member
   * {@link #BODY}; what it proposes are members beside it, known only to the saga: see {@link
   * Definition#in(Saga)}.
   *
   * @param body the call
   * @param allow what may be proposed
   * @param max how many steps in all, through all depths; 1 to {@link #MOST_PROPOSED}
   * @param depth how deep proposed steps may lie below the definition's own; 1 to {@link
   *     #DEEPEST_PROPOSED}
   * @param level how deep this one lies: 0 for the definition's own
   */
  record Proposing(Step body, List<Allowed> allow, int max, int depth, int level) implements Flow {
    /** What the call is called among its group's members; no proposed step has this name. */
    public static final String BODY = Members.PROPOSAL;

    /** No step is given more proposed steps than this. */
    public static final int MOST_PROPOSED = 1000;

    /** Proposed steps never lie deeper than this. */
    public static final int DEEPEST_PROPOSED = 10;

    public Proposing {
      allow = List.copyOf(allow);
      boolean bounded = max >= 1 && max <= MOST_PROPOSED && depth >= 1 && depth <= DEEPEST_PROPOSED;
      if (!bounded || allow.isEmpty() || level < 0) {
        throw new IllegalArgumentException("not bounded: " + max + " steps, " + depth + " deep");
      }
    }

    /** Every one. */
    @Override
    public Join join() {
      return new Join.All();
    }

    @Override
    public boolean drops() {
      return false;
    }

    @Override
    public @Nullable Step member(String segment) {
      return segment.equals(BODY) ? body : null;
    }

    /** What a call is allowed as; null when it is not. */
    public @Nullable Allowed allowed(Target call) {
      for (Allowed one : allow) {
        if (one.call().equals(call)) {
          return one;
        }
      }
      return null;
    }

    /** A proposed step: it waits for the proposal and for those beside it that it names. */
    public Step step(Proposed proposed) {
      Allowed as = allowed(proposed.call());
      if (as == null) {
        throw new IllegalStateException("not allowed: " + proposed.call());
      }
      Map<String, Level> after = new LinkedHashMap<>();
      after.put(BODY, Level.FINAL);
      proposed.after().forEach(name -> after.put(name, Level.FINAL));
      Call call = as.step().action().asking(new Template.Literal(proposed.with()));
      if (as.proposes()) {
        Step inner = as.step().as(proposed.name(), Map.of(), call);
        Flow further = new Proposing(inner, allow, max, depth, level + 1);
        return Step.group(proposed.name(), after, null, further);
      }
      return as.step().as(proposed.name(), after, call);
    }
  }

  /**
   * What may be proposed, and how it is asked for and undone: that is the definition's to say.
   *
   * @param step how; its name, its input and what it waits for are the proposal's
   * @param proposes its answer may propose steps in turn
   */
  record Allowed(Step step, boolean proposes) {
    public Target call() {
      return step.action().to();
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
