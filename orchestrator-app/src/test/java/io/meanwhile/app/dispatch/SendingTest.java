package io.meanwhile.app.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.moments.Moments;
import io.meanwhile.app.participants.Attempt;
import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.Direction;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Reporter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One attempt: what is sent, and what is not. */
class SendingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final EffectKey PAY = EffectKey.action("pay", 1);

  private final List<Attempt> asked = new ArrayList<>();
  private final List<SagaCommand> told = new ArrayList<>();

  private void send(@Nullable Instant sendUntil) {
    EffectRequest request =
        new EffectRequest(
            PAY.in("saga"),
            "saga",
            "pay",
            Direction.ACTION,
            false,
            2,
            Map.of(),
            null,
            _ -> {},
            null);
    Attempt attempt =
        new Attempt(request, PAY, Duration.ofSeconds(10), NOW.plusSeconds(60), null, sendUntil);
    try (Alarms alarms = new Alarms("test", System::nanoTime)) {
      new Sending(
              7,
              new Agenda.Send(PAY, new Ask(false, 2, NOW)),
              new Sending.Names("bank", "bank"),
              attempt,
              it -> {
                asked.add(it);
                return Answer.done(null);
              },
              new Sending.Tools(new Told(), () -> NOW, alarms, Moments.UNNOTICED))
          .run();
    }
  }

  @Test
  void whatItsParticipantRemembersIsSent() {
    send(NOW);
    assertThat(asked).hasSize(1);
    assertThat(told).singleElement().isInstanceOf(SagaCommand.Observe.class);
  }

  @Test
  void aNodeThatStoodStillDoesNotSendWhatItsParticipantMayHaveForgotten() {
    send(NOW.minusMillis(1));
    assertThat(asked).isEmpty();
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            SagaCommand.ReportFailure.class,
            failed -> assertThat(failed.failure()).isEqualTo(Failure.NO_ANSWER));
  }

  private final class Told implements Outcomes {
    @Override
    public void tell(long sagaKey, SagaCommand command, String who, String causation) {
      told.add(command);
    }

    @Override
    public void wake(long sagaKey) {}

    @Override
    public void wakeInTurn(long sagaKey) {}

    @Override
    public Reporter reporter(long sagaKey, EffectKey effect, String participant) {
      return _ -> {};
    }
  }
}
