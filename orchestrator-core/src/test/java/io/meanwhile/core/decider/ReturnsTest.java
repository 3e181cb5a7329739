package io.meanwhile.core.decider;

import static io.meanwhile.core.decider.Sample.call;
import static io.meanwhile.core.decider.Sample.definition;
import static io.meanwhile.core.decider.Sample.expecting;
import static io.meanwhile.core.decider.Sample.pivot;
import static io.meanwhile.core.decider.Sample.start;
import static io.meanwhile.core.decider.Sample.step;
import static io.meanwhile.core.model.Report.FINAL;
import static io.meanwhile.core.model.Report.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.ResultShape;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A result that does not look as its step says is unexpected, like one that is wrong. */
class ReturnsTest {
  /** A price that is a number. */
  private static final ResultShape PRICED =
      result ->
          result instanceof Map<?, ?> map && map.get("price") instanceof Long
              ? null
              : "/price: not a number";

  private static SagaFixture started(Call action) {
    return new SagaFixture(
            definition(step("ship", action, call("ship-svc/undo")), step("mail", "ship")))
        .given(start());
  }

  private final SagaFixture saga = started(call("ship-svc/do").returning(PRICED));

  @Test
  void aResultThatFitsIsTaken() {
    saga.whenAnswered("ship/action/1", FINAL, null, Map.of("price", 5L)).thenSends("mail/action/1");
  }

  @Test
  void oneThatDoesNotFitIsUnexpectedAndSaysWhy() {
    saga.whenAnswered("ship/action/1", FINAL, null, Map.of("price", "five"))
        .thenDiverged("UNEXPECTED COMPENSATE")
        .thenSends("ship/compensation/1/1");
    assertThat(saga.history())
        .filteredOn(SagaEvent.Diverged.class::isInstance)
        .singleElement()
        .asString()
        .contains("a result as 'returns' says", "/price: not a number");
  }

  @Test
  void oneThatIsNotThereDoesNotFitEither() {
    saga.whenAnswered("ship/action/1", FINAL).thenDiverged("UNEXPECTED COMPENSATE");
  }

  @Test
  void whatFitsMustStillBeRight() {
    SagaFixture both =
        started(expecting(call("ship-svc/do"), "result.price < 9").returning(PRICED));
    both.whenAnswered("ship/action/1", FINAL, null, Map.of("price", 10L))
        .thenDiverged("UNEXPECTED COMPENSATE");
    assertThat(both.history()).asString().contains("result.price < 9");
  }

  @Test
  void afterThePivotItParks() {
    SagaFixture late =
        new SagaFixture(
                definition(
                    pivot(step("pay")),
                    step("ship", call("ship-svc/do").returning(PRICED), null, "pay")))
            .given(start());
    late.whenAnswered("pay/action/1", FINAL)
        .whenAnswered("ship/action/1", FINAL, null, "nothing")
        .thenDiverged("UNEXPECTED PARK")
        .thenStatus(SagaStatus.PARKED);
  }

  @Test
  void aCompensationsResultIsHeldAgainstItsOwnShape() {
    SagaFixture undone =
        new SagaFixture(
                definition(
                    step("ship", call("ship-svc/do"), call("ship-svc/undo").returning(PRICED)),
                    step("mail", "ship")))
            .given(start());
    undone
        .whenAnswered("ship/action/1", FINAL)
        .whenAnswered("mail/action/1", REFUSED)
        .whenAnswered("ship/compensation/1/1", FINAL, null, "nothing")
        .thenDiverged("UNEXPECTED PARK");
  }
}
