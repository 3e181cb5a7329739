package io.meanwhile.core.dsl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Which steps an answer may propose. */
public final class Proposing {
  private final List<Object> allow = new ArrayList<>();
  private final Map<String, Object> said = new LinkedHashMap<>();

  private Proposing() {
    said.put("allow", allow);
  }

  /** These calls, asked for as the definition's defaults say, with nothing to undo. */
  public static Proposing allow(String... calls) {
    Proposing proposing = new Proposing();
    proposing.allow.addAll(List.of(calls));
    return proposing;
  }

  /** And a call of which it says how it is asked for and undone. */
  public Proposing and(UnaryOperator<StepBuilder<Void>> call) {
    allow.add(call.apply(new StepBuilder<>()).document());
    return this;
  }

  /** And one whose answer may propose steps in turn. */
  public Proposing andInTurn(UnaryOperator<StepBuilder<Void>> call) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.putAll(call.apply(new StepBuilder<>()).document());
    more.put("proposes", true);
    allow.add(more);
    return this;
  }

  /** So many steps in all, 1 to 1000. */
  public Proposing max(int steps) {
    said.put("max", steps);
    return this;
  }

  /** So deep below each other, 1 to 10. */
  public Proposing depth(int deep) {
    said.put("depth", deep);
    return this;
  }

  Object document() {
    return said;
  }
}
