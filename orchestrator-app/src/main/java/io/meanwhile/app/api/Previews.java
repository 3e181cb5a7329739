package io.meanwhile.app.api;

import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.standing.CancelPreview;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/** Says what a command would do: the same pure functions decide, and nothing is recorded. */
final class Previews {
  private final SagaViews views;
  private final EventCodec codec;
  private final InstantSource clock;

  Previews(SagaViews views, EventCodec codec, InstantSource clock) {
    this.views = views;
    this.codec = codec;
    this.clock = clock;
  }

  PreviewResource of(String saga, CommandBody command, String who) {
    SagaView view = views.get(saga);
    return switch (command.type()) {
      case "cancel" -> PreviewResource.of(CancelPreview.of(view.definition(), view.state()));
      case "pause" -> decided(view, new SagaCommand.Pause(clock.instant(), who, command.reason()));
      case "resume" ->
          decided(view, new SagaCommand.Resume(clock.instant(), who, command.reason()));
      case "answer" -> answered(view, command, who);
      default -> throw SagaActs.unknown(command.type());
    };
  }

  private PreviewResource answered(SagaView view, CommandBody command, String who) {
    SagaCommand answer =
        new SagaCommand.AnswerQuestion(
            clock.instant(),
            Objects.requireNonNull(command.question()),
            command.chosen(),
            who,
            command.reason(),
            command.result());
    return decided(view, answer);
  }

  private PreviewResource decided(SagaView view, SagaCommand command) {
    return switch (SagaDecider.decide(view.definition(), view.state(), command)) {
      case Decision.Refused refused -> PreviewResource.answered("refused", refused.detail(), null);
      case Decision.Events decided -> {
        List<String> events = decided.events().stream().map(codec::type).toList();
        yield PreviewResource.answered(events.isEmpty() ? "nothing-new" : "accepted", null, events);
      }
    };
  }
}
