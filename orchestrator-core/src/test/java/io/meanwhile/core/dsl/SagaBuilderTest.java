package io.meanwhile.core.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.core.model.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said in Java is written down like by hand. */
class SagaBuilderTest {
  record Transfer(long amount, @Nullable String note) {}

  record Locked(String id) {}

  @Test
  void aComponentIsNamedByItsAccessor() {
    SagaBuilder saga = SagaBuilder.saga("s", 1);
    Expr<Transfer> input = saga.input(Transfer.class);
    StepRef<Locked> lock =
        saga.step(
            "lock",
            Locked.class,
            step ->
                step.call("source/lock")
                    .with("amount", input.get(Transfer::amount))
                    .undo(undo -> undo.call("source/unlock").with("lock", Locked::id)));

    assertThat(lock.result(Locked::id).source()).isEqualTo("steps.lock.result.id");
    assertThat(saga.document().content().get("steps"))
        .isEqualTo(
            Map.of(
                "lock",
                Map.of(
                    "call", "source/lock",
                    "with", Map.of("amount", "input.amount"),
                    "undo", Map.of("call", "source/unlock", "with", Map.of("lock", "result.id")))));
  }

  @Test
  void aComponentThatMayBeNullNeedNotBeThere() {
    SagaBuilder saga = SagaBuilder.saga("s", 1);
    saga.input(Transfer.class);

    assertThat(saga.document().content().get("input"))
        .isEqualTo(
            Map.of(
                "type", "object",
                "required", List.of("amount"),
                "properties",
                    Map.of("amount", Map.of("type", "integer"), "note", Map.of("type", "string"))));
  }

  @Test
  void aLambdaIsNoComponent() {
    assertThatThrownBy(() -> Expr.<Transfer>cel("input").get(transfer -> transfer.amount()))
        .hasMessageContaining("Transfer::amount");
  }

  @Test
  void whatIsWaitedForIsAListWhereAllOfItIsToBeFinal() {
    SagaBuilder saga = SagaBuilder.saga("s", 1);
    StepRef<Void> a = saga.step("a", step -> step.call("x/y").atFirst());
    StepRef<Void> b = saga.step("b", step -> step.call("x/y").after(a));
    saga.step("c", step -> step.call("x/y").after(a).after(b, Level.CONFIRMED));

    assertThat(saga.document().content().get("steps"))
        .isEqualTo(
            Map.of(
                "a", Map.of("call", "x/y", "after", List.of()),
                "b", Map.of("call", "x/y", "after", List.of("a")),
                "c", Map.of("call", "x/y", "after", Map.of("a", "final", "b", "confirmed"))));
  }

  @Test
  void aDocumentDoesNotChangeWithItsBuilder() {
    SagaBuilder saga = SagaBuilder.saga("s", 1).deadline(Duration.ofDays(2));
    DefinitionDocument before = saga.document();
    saga.step("a", step -> step.call("x/y"));

    assertThat(before.content()).containsEntry("deadline", "P2D").containsEntry("steps", Map.of());
  }
}
