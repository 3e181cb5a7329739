package io.meanwhile.app.api;

import io.meanwhile.app.participants.ParticipantRegistry;
import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which participants of a definition are not configured: its sagas will park there. */
final class Unconfigured {
  private final ParticipantRegistry participants;

  Unconfigured(ParticipantRegistry participants) {
    this.participants = participants;
  }

  List<DefinitionResource.Warning> in(Definition definition) {
    List<DefinitionResource.Warning> warnings = new ArrayList<>();
    for (Step step : definition.steps()) {
      String pointer = "/steps/" + step.name();
      call(step.action(), pointer, warnings);
      if (step.undo() != null) {
        call(step.undo(), pointer + "/undo", warnings);
      }
    }
    return warnings;
  }

  private void call(Call call, String pointer, List<DefinitionResource.Warning> warnings) {
    target(call.to(), pointer + "/call", warnings);
    target(call.probe(), pointer + "/probe", warnings);
  }

  private void target(
      @Nullable Target target, String pointer, List<DefinitionResource.Warning> warnings) {
    if (target != null && participants.find(target.participant()).isEmpty()) {
      warnings.add(
          new DefinitionResource.Warning(
              "participant-not-configured",
              pointer,
              "The participant "
                  + target.participant()
                  + " is not configured; sagas will park at this step."));
    }
  }
}
