package io.meanwhile.core.model;

import io.meanwhile.core.expression.Expression;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is believed, and when an effect, or its refusal, cannot change any more. */
public sealed interface Finality {

  /** True when a final word at this depth settles it. Depth is 0 when the observer counts none. */
  boolean settles(Report report, int depth);

  /** How many confirmations are wanted; 0 when they are not counted. */
  int wanted();

  /** How long it must have stood, or been refused, to be final; null when no time is counted. */
  default @Nullable Duration after() {
    return null;
  }

  /** The participant's reply is the last word (the default). */
  record Reply() implements Finality {
    @Override
    public boolean settles(Report report, int depth) {
      return report == Report.FINAL || report == Report.REFUSED;
    }

    @Override
    public int wanted() {
      return 0;
    }
  }

  /**
   * So many confirmations, for a success as for a refusal, whatever the participant calls it.
   *
   * @param confirmations 1 or more
   */
  record Depth(int confirmations) implements Finality {
    public Depth {
      if (confirmations < 1) {
        throw new IllegalArgumentException("depth below 1: " + confirmations);
      }
    }

    @Override
    public boolean settles(Report report, int depth) {
      return depth >= confirmations;
    }

    @Override
    public int wanted() {
      return confirmations;
    }
  }

  /**
   * Nothing contradicted it for so long, for a success as for a refusal, whatever the participant
   * calls it.
   *
   * @param after above 0, to ten years
   */
  record Time(Duration after) implements Finality {
    public Time {
      if (!after.isPositive() || after.compareTo(Call.LONGEST) > 0) {
        throw new IllegalArgumentException("a time below zero or above ten years: " + after);
      }
    }

    @Override
    public boolean settles(Report report, int depth) {
      return false;
    }

    @Override
    public int wanted() {
      return 0;
    }
  }

  /**
   * Several observers, of whom enough must say the same.
   *
   * @param quorum how many: more than half of them
   * @param of their names, each once, 1 to {@link #MOST}
   * @param agree whether two results, {@code a} and {@code b}, are the same within tolerance; null
   *     when they have to be equal
   * @param each what makes the word of one of them final: any rule but a quorum
   */
  record Quorum(int quorum, List<String> of, @Nullable Expression agree, Finality each)
      implements Finality {
    /** More observers than this are a mistake; every pair of them may have to be compared. */
    public static final int MOST = 9;

    public Quorum {
      of = List.copyOf(of);
      boolean sound = 2 * quorum > of.size() && quorum <= of.size() && of.size() <= MOST;
      if (!sound || of.stream().distinct().count() < of.size() || each instanceof Quorum) {
        throw new IllegalArgumentException("no quorum: " + quorum + " of " + of);
      }
    }

    @Override
    public boolean settles(Report report, int depth) {
      return each.settles(report, depth);
    }

    @Override
    public int wanted() {
      return each.wanted();
    }

    @Override
    public @Nullable Duration after() {
      return each.after();
    }
  }
}
