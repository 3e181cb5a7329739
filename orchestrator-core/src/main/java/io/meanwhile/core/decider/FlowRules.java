package io.meanwhile.core.decider;

import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What groups must satisfy: their members are checked like the steps of a saga. */
final class FlowRules {
  private static final Expression ANYTHING = Expression.compile("true");

  private final Definition definition;
  private final Surroundings around;

  FlowRules(Definition definition, Surroundings around) {
    this.definition = definition;
    this.around = around;
  }

  /** What the step fans out over; none when it does not. */
  List<Expression> list(Step step) {
    return step.flow() instanceof Flow.FanOut fanOut ? List.of(fanOut.each()) : List.of();
  }

  /**
   * The flaws of a step that is a group.
   *
   * @param before the steps beside it that stand when it begins
   */
  List<DefinitionRules.Flaw> check(Step step, List<String> before) {
    String own = "/steps/" + step.name();
    return switch (step.flow()) {
      case null -> List.of();
      case Flow.Group group -> {
        List<DefinitionRules.Flaw> flaws = new ArrayList<>(reachable(group, own));
        members(group.steps(), around.within(names(), before, false))
            .forEach(flaw -> flaws.add(moved(flaw, own)));
        yield flaws;
      }
      case Flow.FanOut fanOut -> {
        List<String> others = names().stream().filter(name -> !name.equals(step.name())).toList();
        yield members(List.of(fanOut.body()), around.within(others, before, true));
      }
      case Flow.Loop loop -> {
        Surroundings inside = around.within(List.of(), before, false);
        List<DefinitionRules.Flaw> flaws = new ArrayList<>();
        members(List.of(expecting(loop.body(), loop.until())), inside)
            .forEach(flaw -> flaws.add(ofLoop(flaw, loop)));
        if (!loop.until().isCondition()) {
          String message = "The expression is never true or false: " + loop.until() + ".";
          flaws.add(
              new DefinitionRules.Flaw("not-a-condition", own + "/repeat/until", message, null));
        }
        yield flaws;
      }
      case Flow.Proposing flow -> proposing(flow, before, own);
    };
  }

  private List<DefinitionRules.Flaw> proposing(
      Flow.Proposing flow, List<String> before, String own) {
    Surroundings inside = around.within(List.of(), before, false);
    Expression any = flow.body().action().expect(); // what is proposed may be unexpected by itself
    Step body = expecting(flow.body(), any == null ? ANYTHING : any);
    List<DefinitionRules.Flaw> flaws = new ArrayList<>(members(List.of(body), inside));
    for (int i = 0; i < flow.allow().size(); i++) {
      Step allowed = flow.allow().get(i).step();
      String at = own + "/proposes/allow/" + i;
      int from = ("/steps/" + allowed.name()).length();
      members(List.of(allowed), inside)
          .forEach(flaw ->
              flaws.add(
                  new DefinitionRules.Flaw(
                      flaw.code(),
                      at + flaw.pointer().substring(from),
                      flaw.message(),
                      flaw.suggestion())));
    }
    return flaws;
  }

  private List<String> names() {
    return definition.stepNames();
  }

  /** What a loop expects of its last round is its condition. */
  private static Step expecting(Step body, Expression until) {
    Call action = body.action();
    Call call = action.expect() == null ? action.expecting(until) : action;
    return new Step(
        body.name(),
        body.after(),
        call,
        body.undo(),
        false,
        body.irreversible(),
        null,
        body.undoing());
  }

  private static DefinitionRules.Flaw ofLoop(DefinitionRules.Flaw flaw, Flow.Loop loop) {
    boolean until = loop.body().action().expect() == null && flaw.pointer().endsWith("/expect");
    String pointer = flaw.pointer().replaceFirst("/expect$", "/repeat/until");
    return until
        ? new DefinitionRules.Flaw(flaw.code(), pointer, flaw.message(), flaw.suggestion())
        : flaw;
  }

  private List<DefinitionRules.Flaw> members(List<Step> steps, Surroundings inside) {
    Definition members =
        new Definition(
            definition.ref(), null, null, Map.of(), null, steps, Completion.ALL_FINAL, null);
    return DefinitionRules.ofMembers(members, inside);
  }

  private static DefinitionRules.Flaw moved(DefinitionRules.Flaw flaw, String own) {
    return new DefinitionRules.Flaw(
        flaw.code(), own + flaw.pointer(), flaw.message(), flaw.suggestion());
  }

  private static List<DefinitionRules.Flaw> reachable(Flow.Group group, String own) {
    int most = group.steps().size();
    boolean out = group.join() instanceof Join.AtLeast least && least.count() > most;
    String message = "The group has " + most + " steps, fewer than its join asks for.";
    return out
        ? List.of(new DefinitionRules.Flaw("goal-out-of-reach", own + "/join", message, null))
        : List.of();
  }
}
