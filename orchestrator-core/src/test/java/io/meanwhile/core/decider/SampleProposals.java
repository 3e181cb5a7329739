package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.on;
import static io.meanwhile.core.decider.Sample.step;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Step;
import java.util.List;
import java.util.Map;

/** A step that may propose a search, a booking and, in turn, a further plan. */
final class SampleProposals {
  private SampleProposals() {}

  static Step plan(int max, int depth, String... after) {
    return plan(max, depth, call("plan-svc/plan"), after);
  }

  /** A call that is made anew twice when its result is unexpected. */
  static Call redoing() {
    return on(call("plan-svc/plan"), DivergenceKind.UNEXPECTED, Measure.times(Reaction.REDO, 2));
  }

  static Step plan(int max, int depth, Call call, String... after) {
    Step body = step("plan", call, call("plan-svc/forget"));
    List<Flow.Allowed> allow =
        List.of(
            allowed("plan-svc/search", false),
            allowed("plan-svc/book", false),
            allowed("plan-svc/refine", true));
    return Step.group(
        "plan", step("plan", after).after(), null, new Flow.Proposing(body, allow, max, depth, 0));
  }

  private static Flow.Allowed allowed(String call, boolean proposes) {
    return new Flow.Allowed(step(call, call(call), call("plan-svc/undo")), proposes);
  }

  static Map<String, Object> proposing(Map<?, ?>... steps) {
    return Map.of("why", "cheap", "steps", List.of(steps));
  }

  /** After the one before it. */
  static Map<String, Object> proposed(String name, String call) {
    return Map.of("name", name, "call", call, "with", Map.of("of", name));
  }

  static Map<String, Object> proposed(String name, String call, String... after) {
    return Map.of("name", name, "call", call, "after", List.of(after));
  }

  static Map<String, Object> atOnce(String name, String call) {
    return Map.of("name", name, "call", call, "after", List.of());
  }
}
