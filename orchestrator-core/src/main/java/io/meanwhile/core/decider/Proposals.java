package io.meanwhile.core.decider;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Members;
import io.meanwhile.core.model.Proposed;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps that are proposed while the saga runs. A proposal is read once, when it is final, as a
 * whole or not at all.
 */
final class Proposals {
  private static final DivergenceKind KIND = DivergenceKind.UNEXPECTED;
  private static final String EXPECTED = "steps that the definition allows, within its bounds";

  private Proposals() {}

  /** What a result is measured by that need not satisfy any expression. */
  static String expected() {
    return EXPECTED;
  }

  /** Why what this action proposes is refused; null when it is not, or proposes nothing. */
  static @Nullable String flaw(Turn turn, EffectKey key) {
    Flow.Proposing flow = key.isMember() ? flow(turn, key) : null;
    return flow == null ? null : read(turn, key, flow).flaw();
  }

  /** The proposing step that this action is the call of; null for any other. */
  private static Flow.@Nullable Proposing flow(Turn turn, EffectKey key) {
    if (!key.isAction() || !key.segment().equals(Flow.Proposing.BODY)) {
      return null;
    }
    String place = key.place().substring(0, key.place().lastIndexOf('.'));
    return turn.definition.step(place).flow() instanceof Flow.Proposing flow ? flow : null;
  }

  private static Proposal read(Turn turn, EffectKey key, Flow.Proposing flow) {
    String group = key.place().substring(0, key.place().lastIndexOf('.'));
    int others = proposed(turn.saga(), root(group, flow.level()), group);
    return new ProposalReading(flow, others, around(turn, group), turn.definition, group)
        .read(turn.effect(key).result());
  }

  /** The definition's own step that this proposing step lies below, or is. */
  private static String root(String place, int level) {
    String root = place;
    for (int i = 0; i < level; i++) {
      root = root.substring(0, root.lastIndexOf('.'));
    }
    return root;
  }

  /** How many steps were proposed under the root so far, except by this group itself. */
  private static int proposed(Saga saga, String root, String group) {
    int count = 0;
    for (Effect effect : saga.all()) {
      Members members = effect.members();
      String place = effect.key().place();
      boolean below = place.equals(root) || place.startsWith(root + ".");
      if (members != null && effect.wanted() && below && !place.equals(group)) {
        count += members.proposed().size();
      }
    }
    return count;
  }

  /** Names that expressions could mean: no proposed step takes their place. */
  private static Set<String> around(Turn turn, String place) {
    Set<String> names = new HashSet<>(turn.definition.stepNames());
    for (int dot = place.indexOf('.'); dot > 0; dot = place.indexOf('.', dot + 1)) {
      String outer = place.substring(0, dot);
      if (turn.definition.step(outer).flow() instanceof Flow.Group group) {
        group.steps().forEach(step -> names.add(step.name()));
      }
    }
    return names;
  }

  /**
   * True while what a group of proposed steps consists of is not known: its newest proposal has not
   * been read.
   */
  static boolean isOpen(Saga saga, Effect group, Flow flow) {
    if (!(flow instanceof Flow.Proposing)) {
      return false;
    }
    Effect proposal = proposal(saga, group);
    return proposal == null || !proposal.key().equals(members(group).by());
  }

  private static @Nullable Effect proposal(Saga saga, Effect group) {
    Effect newest = saga.action(group.key().place() + "." + Flow.Proposing.BODY);
    return newest != null && group.key().equals(newest.group()) ? newest : null;
  }

  private static Members members(Effect group) {
    return Objects.requireNonNull(group.members());
  }

  /** Takes what was proposed into the group, once the proposal is final. */
  static void take(Turn turn, Effect group, Flow.Proposing flow) {
    Effect proposal = proposal(turn.saga(), group);
    boolean ready =
        proposal != null
            && proposal.satisfies(Level.FINAL)
            && !Forward.inQuestion(turn, proposal.key());
    if (proposal == null || !ready) {
      return;
    }
    if (!proposal.key().equals(members(group).by())) {
      takeNew(turn, group, proposal, flow);
    } else if (isGivenUp(turn.saga(), group)) {
      takeAgain(turn, group, proposal, flow);
    }
  }

  private static void takeNew(Turn turn, Effect group, Effect proposal, Flow.Proposing flow) {
    if (proposal.goneWithout()) {
      none(turn, group, proposal, "The saga does without the proposal.");
      return;
    }
    Proposal read = read(turn, proposal.key(), flow);
    String flaw = read.flaw();
    if (flaw != null && !isAccepted(turn, proposal.key())) {
      Diverging.react(turn, proposal.key(), KIND, EXPECTED, flaw);
    } else if (flaw != null) {
      none(turn, group, proposal, "Its result was accepted, and what it proposed was refused.");
    } else if (!read.steps().isEmpty() && isOver(turn)) {
      none(turn, group, proposal, "The goal is met: nothing more begins.");
    } else {
      emit(turn, group, proposal, read.steps(), null);
    }
  }

  /** What was proposed was given up to begin again: none of it is wanted at present. */
  private static boolean isGivenUp(Saga saga, Effect group) {
    for (Proposed step : members(group).proposed()) {
      Effect newest = saga.action(group.key().place() + "." + step.name());
      if (newest == null || newest.wanted()) {
        return false;
      }
    }
    return !members(group).proposed().isEmpty();
  }

  /** A proposal that was gone outside and came back may have come back as another one. */
  private static void takeAgain(Turn turn, Effect group, Effect proposal, Flow.Proposing flow) {
    Proposal read = read(turn, proposal.key(), flow);
    if (read.flaw() == null && !read.steps().equals(members(group).proposed())) {
      emit(turn, group, proposal, read.steps(), null);
    }
  }

  /** Somebody took the result as it is: of what it proposed nothing begins all the same. */
  private static boolean isAccepted(Turn turn, EffectKey key) {
    return turn.saga().divergences().stream()
        .anyMatch(d -> d.kind() == KIND && key.equals(d.effect()));
  }

  private static boolean isOver(Turn turn) {
    return !Goals.needsAll(turn.definition) && Goals.met(turn.definition, turn.saga());
  }

  private static void none(Turn turn, Effect group, Effect proposal, String why) {
    emit(turn, group, proposal, List.of(), why);
  }

  private static void emit(
      Turn turn, Effect group, Effect proposal, List<Proposed> steps, @Nullable String why) {
    turn.emit(new SagaEvent.StepsProposed(turn.at, group.key(), proposal.key(), steps, why));
  }

  /**
   * Begins the call, and those proposed steps that can. Once the saga does without the proposal,
   * what has not begun is left out.
   */
  static void begin(Turn turn, EffectKey group) {
    Effect proposal = proposal(turn.saga(), turn.effect(group));
    boolean without = proposal != null && proposal.goneWithout();
    for (String segment : segments(turn.effect(group))) {
      String place = group.place() + "." + segment;
      Effect earlier = turn.saga().action(place);
      if (earlier == null || isOver(turn, turn.effect(group), earlier)) {
        Step step = turn.definition.step(place);
        if (without && !segment.equals(Flow.Proposing.BODY)) {
          int generation = earlier == null ? 1 : earlier.key().generation() + 1;
          EffectKey key = EffectKey.action(place, generation);
          Guards.skip(turn, key, step, List.of(group), "The saga does without the proposal.");
        } else {
          Groups.beginMember(turn, place, step, turn.at);
        }
      }
    }
  }

  /** What another proposal, or another group, brought under that name, and nothing is owed for. */
  private static boolean isOver(Turn turn, Effect group, Effect earlier) {
    boolean begun = group.key().equals(earlier.group()) && members(group).holds(earlier);
    return !begun && Groups.isSettled(turn, earlier);
  }

  /** The members that a group of proposed steps has now: the call first. */
  static List<String> segments(Effect group) {
    List<String> segments = new ArrayList<>(List.of(Flow.Proposing.BODY));
    members(group).proposed().forEach(step -> segments.add(step.name()));
    return segments;
  }
}
