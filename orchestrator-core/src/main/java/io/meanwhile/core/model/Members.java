package io.meanwhile.core.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the members of a group are. Counted while events are applied, so that a group of
 * thousands need not be looked through each time one of them moves.
 *
 * @param count how many there are, or may be
 * @param begun how many have begun, or were skipped
 * @param next of branches the first that has not begun
 * @param confirmed how many stand as wanted, and are not final
 * @param done how many are final
 * @param out how many were skipped, or are done without
 * @param lost how many were given up for good
 * @param winners the members that the group stands by; none while it does not
 * @param accepted an operator takes it as it is
 * @param proposed of a step that proposes: which steps, beside the proposal itself
 * @param earlier what proposals before that one brought: none of the group any more, but what began
 *     of them may have to be undone, and is still spoken of
 * @param by of which proposal they are; null while none has been read, and for other groups
 */
public record Members(
    int count,
    int begun,
    int next,
    int confirmed,
    int done,
    int out,
    int lost,
    List<EffectKey> winners,
    boolean accepted,
    List<Proposed> proposed,
    List<Proposed> earlier,
    @Nullable EffectKey by) {

  /** Whom a group is asked of: nobody, it is worked through. */
  public static final Target NOBODY = new Target("meanwhile", "group");

  /** What the call of a step that proposes is called among the members of its group. */
  public static final String PROPOSAL = "proposal";

  public Members {
    winners = List.copyOf(winners);
    proposed = List.copyOf(proposed);
    earlier = List.copyOf(earlier);
  }

  /** None has begun. */
  public static Members of(int count) {
    return new Members(count, 0, 0, 0, 0, 0, 0, List.of(), false, List.of(), List.of(), null);
  }

  /** What one member counts for. */
  public enum Part {
    OPEN,
    CONFIRMED,
    DONE,
    OUT,
    LOST;

    public static Part of(Effect member) {
      if (member.goneWithout() || (member.wanted() && member.rung() == Rung.SKIPPED)) {
        return OUT;
      }
      if (member.givenUp()) {
        return member.afterwards() == Afterwards.AGAIN && !member.loss() ? OPEN : LOST;
      }
      boolean counts = !member.unexpected() && member.stands() == Stands.YES;
      return !counts ? OPEN : member.rung() == Rung.FINAL ? DONE : CONFIRMED;
    }
  }

  /** One more of this part, or one less. */
  public Members count(Part part, int more) {
    return switch (part) {
      case OPEN -> this;
      case CONFIRMED -> parts(confirmed + more, done, out, lost);
      case DONE -> parts(confirmed, done + more, out, lost);
      case OUT -> parts(confirmed, done, out + more, lost);
      case LOST -> parts(confirmed, done, out, lost + more);
    };
  }

  private Members parts(int confirmed, int done, int out, int lost) {
    return new Members(
        count, begun, next, confirmed, done, out, lost, winners, accepted, proposed, earlier, by);
  }

  /** With so many begun, and this one the first branch that has not. */
  public Members begun(int begun, int next) {
    return new Members(
        count, begun, next, confirmed, done, out, lost, winners, accepted, proposed, earlier, by);
  }

  /** Standing by these. */
  public Members wonBy(List<EffectKey> winners, boolean accepted) {
    return new Members(
        count, begun, next, confirmed, done, out, lost, winners, accepted, proposed, earlier, by);
  }

  /**
   * With these steps beside their proposal, none begun. What an earlier one brought counts no more.
   */
  public Members proposing(EffectKey by, Part proposal, List<Proposed> steps) {
    List<Proposed> before = new ArrayList<>(earlier);
    proposed.stream().filter(one -> !before.contains(one)).forEach(before::add);
    return new Members(1 + steps.size(), 1, 0, 0, 0, 0, 0, List.of(), false, steps, before, by)
        .count(proposal, 1);
  }

  /** False for what an earlier proposal brought: that is no member any more. */
  public boolean holds(Effect member) {
    String segment = member.key().segment();
    return by == null
        || segment.equals(PROPOSAL)
        || ((member.reliedOn().contains(by) || isLeftOut(member))
            && proposed.stream().anyMatch(step -> step.name().equals(segment)));
  }

  /** For good, by an operator or since the saga does without the proposal. */
  private static boolean isLeftOut(Effect member) {
    return member.rung() == Rung.SKIPPED && member.reliedOn().size() <= 1; // its group
  }

  /** How many stand at this level. */
  public int standing(Level level) {
    return level == Level.FINAL ? done : done + confirmed;
  }

  /** How many are begun and not settled yet. */
  public int inFlight() {
    return begun - done - out - lost;
  }

  /** True when enough of them stand at this level. */
  public boolean meets(Join join, Level level) {
    return join instanceof Join.All
        ? standing(level) + out >= count
        : standing(level) >= join.needed(count);
  }

  /** True when enough of them may still stand, at best, if so many more are lost. */
  public boolean canMeet(Join join, int losing) {
    return join instanceof Join.All
        ? lost + losing == 0
        : count - lost - out - losing >= join.needed(count);
  }
}
