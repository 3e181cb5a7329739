package io.meanwhile.core.scenario;

import static io.meanwhile.core.scenario.Expectation.diverges;
import static io.meanwhile.core.scenario.Expectation.inOrder;
import static io.meanwhile.core.scenario.Expectation.losses;
import static io.meanwhile.core.scenario.Expectation.never;
import static io.meanwhile.core.scenario.Expectation.parked;
import static io.meanwhile.core.scenario.Expectation.reaches;
import static io.meanwhile.core.scenario.Expectation.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Completion;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Finality;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Retry;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.model.Step;
import io.meanwhile.core.model.Target;
import io.meanwhile.core.whatif.Said;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  private static final Said SILENT = Said.of(Said.Word.SILENT);
  private static final Said REFUSED = Said.of(Said.Word.REFUSED).because("sold out");

  private static Call call(String target) {
    return new Call(
        Target.parse(target),
        null,
        Call.DEFAULT_ANSWER,
        Call.DEFAULT_DEADLINE,
        Retry.DEFAULT,
        new Finality.Reply(),
        null,
        null,
        Call.DEFAULT_GRACE);
  }

  private static Scenario trip() {
    Step book = new Step("book", Map.of(), call("hotel/book"), call("hotel/cancel"), false, false);
    Step pay = new Step("pay", Map.of("book", Level.FINAL), call("bank/pay"), null, true, true);
    return Scenario.of(
        new Definition(
            new DefinitionRef("trip", 1, ""),
            null,
            null,
            Map.of(),
            null,
            List.of(book, pay),
            Completion.ALL_FINAL,
            null));
  }

  @Test
  void whoIsNotNamedSaysThatItIsFinal() {
    trip().expect(status(SagaStatus.COMPLETED), never("undo book"), losses()).run().assertMet();
  }

  @Test
  void aRefusalIsCompensatedInReverse() {
    trip()
        .says("pay", REFUSED)
        .expect(
            diverges(DivergenceKind.REFUSED, "pay"),
            reaches("pay", Rung.VOID),
            inOrder("book", "pay", "undo book"),
            status(SagaStatus.COMPENSATED))
        .run()
        .assertMet();
  }

  @Test
  void timeIsVirtualAndDeadlinesPass() {
    trip()
        .otherwise(SILENT)
        .until(Duration.ofMinutes(10))
        .expect(
            reaches("book", Rung.REQUESTED).within(Duration.ZERO), reaches("book", Rung.UNKNOWN))
        .run()
        .assertMet();
  }

  @Test
  void anOperatorActsAtItsTime() {
    trip()
        .says("book", Said.FINAL.after(Duration.ofMinutes(1)))
        .cancel(Duration.ofSeconds(10), "changed my mind")
        .expect(never("pay"), reaches("undo book", Rung.FINAL), status(SagaStatus.COMPENSATED))
        .run()
        .assertMet();
  }

  @Test
  void whatIsNotAsExpectedIsToldWithTheTimeline() {
    ScenarioRun run =
        trip().says("pay", REFUSED).expect(status(SagaStatus.COMPLETED), parked("pay")).run();

    assertThat(run.met()).isFalse();
    assertThatThrownBy(run::assertMet)
        .hasMessageContaining("expected: the saga is COMPLETED")
        .hasMessageContaining("but:      the saga is COMPENSATED")
        .hasMessageContaining("but:      nobody is asked anything")
        .hasMessageContaining("undo of book is requested");
  }
}
