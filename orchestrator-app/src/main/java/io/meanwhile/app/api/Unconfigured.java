package io.meanwhile.app.api;

import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.participants.ParticipantRegistry;
import io.meanwhile.app.security.AccessTable;
import io.meanwhile.app.security.ApiKeys;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Own;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import io.meanwhile.core.model.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which participants of a definition are not configured: its sagas will park there. Which observers
 * have no way to report: a quorum may wait for them in vain.
 */
final class Unconfigured {
  private final ParticipantRegistry participants;
  private final ApiKeys keys;
  private final Definitions definitions;

  Unconfigured(ParticipantRegistry participants, ApiKeys keys, Definitions definitions) {
    this.definitions = definitions;
    this.participants = participants;
    this.keys = keys;
  }

  /** Participants that the saga asks, each once. */
  List<String> among(Saga saga) {
    return saga.all().stream()
        .map(Effect::to)
        .filter(this::isMissing)
        .map(Target::participant)
        .distinct()
        .sorted()
        .toList();
  }

  private boolean isMissing(Target target) {
    return !target.participant().equals(Own.PARTICIPANT)
        && participants.find(target.participant()).isEmpty();
  }

  List<DefinitionResource.Warning> in(Definition definition) {
    List<DefinitionResource.Warning> warnings = new ArrayList<>();
    steps(definition.steps(), "", warnings);
    participants.secrets().missing(definition).stream()
        .map(it ->
            new DefinitionResource.Warning("secret-not-configured", it.pointer(), it.message()))
        .forEach(warnings::add);
    return warnings;
  }

  private void steps(List<Step> steps, String within, List<DefinitionResource.Warning> warnings) {
    steps.forEach(step -> step(step, within + "/steps/" + step.name(), warnings));
  }

  /** A branch and a round are written where their group is. */
  private void step(Step step, String pointer, List<DefinitionResource.Warning> warnings) {
    switch (step.flow()) {
      case null -> {
        call(step.action(), pointer, warnings);
        if (step.undo() != null) {
          call(step.undo(), pointer + "/undo", warnings);
        }
      }
      case Flow.Group group -> steps(group.steps(), pointer, warnings);
      case Flow.FanOut fanOut -> step(fanOut.body(), pointer, warnings);
      case Flow.Loop loop -> step(loop.body(), pointer, warnings);
      case Flow.Proposing proposing -> {
        step(proposing.body(), pointer, warnings);
        for (int i = 0; i < proposing.allow().size(); i++) {
          step(proposing.allow().get(i).step(), pointer + "/proposes/allow/" + i, warnings);
        }
      }
    }
  }

  private void call(Call call, String pointer, List<DefinitionResource.Warning> warnings) {
    target(call.to(), pointer + "/call", warnings);
    child(call, pointer + "/saga", warnings);
    target(call.probe(), pointer + "/probe", warnings);
    if (call.confirm() instanceof Finality.Quorum quorum) {
      for (int i = 0; i < quorum.of().size(); i++) {
        observer(call, quorum.of().get(i), pointer + "/confirm/of/" + i, warnings);
      }
    }
  }

  /** It may be registered later, but before the first saga gets there. */
  private void child(Call call, String pointer, List<DefinitionResource.Warning> warnings) {
    Template.Fields asked =
        Own.of(call.to()) == Own.SAGA && call.with() instanceof Template.Fields f ? f : null;
    if (asked != null
        && asked.fields().get("definition") instanceof Template.Literal name
        && name.value() instanceof String definition
        && definitions.find(definition).isEmpty()) {
      warnings.add(
          new DefinitionResource.Warning(
              "definition-not-registered",
              pointer,
              "There is no definition " + definition + " yet; sagas will park at this step."));
    }
  }

  /** By the token, when it is asked or probed; by a key of its own name; or there are no keys. */
  private void observer(
      Call call, String name, String pointer, List<DefinitionResource.Warning> warnings) {
    boolean asked =
        name.equals(call.to().participant())
            || (call.probe() != null && name.equals(call.probe().participant()));
    if (!asked && !keys.none() && !keys.has(name, AccessTable.reporters())) {
      warnings.add(
          new DefinitionResource.Warning(
              "observer-cannot-report",
              pointer,
              "Nobody can report as " + name + ": no key of the role participant has that name."));
    }
  }

  private void target(
      @Nullable Target target, String pointer, List<DefinitionResource.Warning> warnings) {
    if (target != null && isMissing(target)) {
      String name = target.participant();
      String told =
          "The participant "
              + name
              + " is not configured: sagas will park wherever they call it. Set"
              + " meanwhile.participants."
              + name
              + ".url, or bring a Participant bean of that name.";
      if (warnings.stream().noneMatch(before -> before.message().equals(told))) {
        warnings.add(new DefinitionResource.Warning("participant-not-configured", pointer, told));
      }
    }
  }
}
