package io.meanwhile.sagas.bridge;

import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what was sighted in the words of the participant contract. */
final class Answers {
  private Answers() {}

  static Answer of(BridgeCall call, BridgeEnd end, Sighting sighting) {
    return switch (sighting) {
      case Sighting.NoTrace _ -> Answer.unknown();
      case Sighting.Waiting waiting -> Answer.accepted(result(call, waiting.tx()));
      case Sighting.Failed failed ->
          new Answer(Report.REFUSED, failed.depth(), null, failed.reason(), null, failed.at());
      case Sighting.Standing standing ->
          new Answer(
              Report.CONFIRMED,
              standing.depth(),
              call.undo() ? result(call, standing.tx()) : result(call, end, standing),
              null,
              outcome(call, standing.entry()),
              standing.at());
    };
  }

  private static Map<String, Object> result(BridgeCall call, String tx) {
    return Map.of("id", call.id(), "tx", tx);
  }

  private static Map<String, Object> result(
      BridgeCall call, BridgeEnd end, Sighting.Standing standing) {
    Map<String, Object> result = new LinkedHashMap<>(result(call, standing.tx()));
    result.put("amount", call.shown(standing.entry().amount()));
    result.put(end.account(), standing.entry().account());
    return result;
  }

  private static @Nullable CompensationOutcome outcome(BridgeCall call, Entry entry) {
    if (!call.undo()) {
      return null;
    }
    return switch (entry.state()) {
      case UNDONE -> CompensationOutcome.UNDONE;
      case BLOCKED -> CompensationOutcome.BLOCKED;
      case NONE, DONE -> null;
    };
  }
}
