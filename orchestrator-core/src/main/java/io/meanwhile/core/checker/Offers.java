package io.meanwhile.core.checker;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Proposed;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a participant may propose, as the checker looks at it: nothing, one step, two steps of which
 * one waits for the other, or one that is not allowed.
 */
final class Offers {
  private static final int MOST = 3;
  private static final int DEEPEST = 2;
  private static final int ITEMS = 3;

  /** One step; the other results are those of any effect. */
  private static final int ONE = 3;

  private final Definition definition;
  private final boolean none;

  Offers(Definition definition) {
    this.definition = definition;
    this.none = definition.proposed().isEmpty();
  }

  /** The same with few steps, not deep, and their calls as the checker wants to see them. */
  static Flow few(Flow.Proposing flow, FewMembers few, String place) {
    List<Flow.Allowed> allow =
        flow.allow().stream()
            .map(one -> new Flow.Allowed(few.of(one.step(), place), one.proposes()))
            .toList();
    return new Flow.Proposing(
        few.of(flow.body(), place + "." + Flow.Proposing.BODY),
        allow,
        Math.min(flow.max(), MOST),
        Math.min(flow.depth(), DEEPEST),
        flow.level());
  }

  /** By place every step that may be proposed. */
  static Map<String, Step> places(List<Step> steps) {
    Map<String, Step> places = new HashMap<>();
    steps.forEach(step -> add(step.flow(), step.name(), places));
    return places;
  }

  private static void add(@Nullable Flow flow, String place, Map<String, Step> into) {
    switch (flow) {
      case null -> {}
      case Flow.Loop _ -> {}
      case Flow.FanOut fanOut -> {
        for (int i = 0; i < ITEMS; i++) {
          add(fanOut.body().flow(), place + "." + i, into);
        }
      }
      case Flow.Group group ->
          group.steps().forEach(step -> add(step.flow(), place + "." + step.name(), into));
      case Flow.Proposing proposing -> {
        for (Proposed one : all(proposing)) {
          Step step = proposing.step(one);
          String below = place + "." + one.name();
          into.put(below, step);
          boolean more = proposing.level() + 1 < Math.min(proposing.depth(), DEEPEST);
          add(more ? step.flow() : null, below, into);
        }
      }
    }
  }

  private static List<Proposed> all(Flow.Proposing flow) {
    List<Proposed> all = new ArrayList<>(several(flow));
    all.addAll(one(flow));
    return all;
  }

  /** The first two calls of the list, one after the other. */
  private static List<Proposed> several(Flow.Proposing flow) {
    Flow.Allowed second = flow.allow().get(Math.min(1, flow.allow().size() - 1));
    return List.of(
        new Proposed("a", flow.allow().getFirst().call(), Map.of(), List.of()),
        new Proposed("b", second.call(), Map.of(), List.of("a")));
  }

  private static List<Proposed> one(Flow.Proposing flow) {
    return List.of(new Proposed("c", flow.allow().getLast().call(), Map.of(), List.of()));
  }

  /** True for the call of a step that proposes. */
  boolean isProposal(EffectKey key) {
    return !none
        && key.isAction()
        && key.segment().equals(Flow.Proposing.BODY)
        && flow(key) != null;
  }

  private Flow.@Nullable Proposing flow(EffectKey key) {
    int dot = key.place().lastIndexOf('.');
    return dot > 0
            && definition.step(key.place().substring(0, dot)).flow() instanceof Flow.Proposing p
        ? p
        : null;
  }

  /** With which results it may happen: another one only where one was known. */
  int[] results(Effect proposal) {
    Flow.Proposing flow = flow(proposal.key());
    boolean inner = flow != null && flow.level() > 0;
    if (proposal.result() != null || inner) {
      return new int[] {ONE, Outside.OTHER};
    }
    return new int[] {Outside.FIRST, ONE, Outside.OTHER, Outside.BAD};
  }

  Object result(EffectKey key, int result) {
    Flow.Proposing flow = java.util.Objects.requireNonNull(flow(key));
    return switch (result) {
      case Outside.FIRST -> written(several(flow));
      case ONE -> written(one(flow));
      case Outside.OTHER -> Map.of();
      default -> Map.of("steps", List.of(Map.of("name", "x", "call", "nobody/allows-this")));
    };
  }

  private static Map<String, Object> written(List<Proposed> steps) {
    List<Object> list = new ArrayList<>();
    for (Proposed step : steps) {
      list.add(Map.of("name", step.name(), "call", step.call().toString(), "after", step.after()));
    }
    return Map.of("steps", list);
  }

  static String names(List<Proposed> steps) {
    return String.join(", ", steps.stream().map(Proposed::name).toList());
  }

  /** What is said of it beside a report; nothing where no step proposes. */
  static String bound(Definition definition) {
    boolean some = !places(definition.steps()).isEmpty();
    return some
        ? "; proposed is nothing, one step, two of which one waits for the other, or one that is"
            + " not allowed, and "
            + DEEPEST
            + " deep at most"
        : "";
  }
}
