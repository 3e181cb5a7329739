package io.meanwhile.app.format;

import static io.meanwhile.core.scenario.Expectation.reaches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.core.dsl.Confirming;
import io.meanwhile.core.dsl.Deciding;
import io.meanwhile.core.dsl.DefinitionDocument;
import io.meanwhile.core.dsl.Expr;
import io.meanwhile.core.dsl.React;
import io.meanwhile.core.dsl.Retrying;
import io.meanwhile.core.dsl.SagaBuilder;
import io.meanwhile.core.dsl.Scheduling;
import io.meanwhile.core.dsl.StepBuilder;
import io.meanwhile.core.dsl.StepRef;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.scenario.Scenario;
import java.math.BigInteger;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What can be said in YAML can be said in Java, and means the same. */
class JavaDefinitionsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  enum Kind {
    BIG,
    SMALL
  }

  record Item(String name, int count) {}

  record Order(
      String id,
      Kind kind,
      BigInteger amount,
      List<Item> items,
      boolean gift,
      @Nullable String note) {}

  record Charge(boolean paid, double price) {}

  private static DefinitionDocument everything() {
    SagaBuilder saga =
        SagaBuilder.saga("everything", 2)
            .title("All keys")
            .deadline(Duration.ofDays(1))
            .defaultAnswer(Duration.ofSeconds(20))
            .defaultDeadline(Duration.ofMinutes(5))
            .defaultRetry(
                Retrying.attempts(8)
                    .backoff(Duration.ofSeconds(1))
                    .factor(2)
                    .max(MINUTE)
                    .jitter(0.2));
    Expr<Order> input = saga.input(Order.class);
    saga.attribute("order", input.get(Order::id));
    StepRef<Charge> charge = saga.step("charge", Charge.class, step -> charge(step, input));
    StepRef<Void> book =
        saga.step(
            "book",
            step ->
                step.call("ledger/book")
                    .after(charge, Level.CONFIRMED)
                    .when(input.get(Order::kind).is(Expr.cel("'BIG'")))
                    .with("price", charge.result(Charge::price))
                    .with(
                        "lines",
                        List.of(Expr.text("it's"), 1, Map.of("gift", input.get(Order::gift))))
                    .confirm(Confirming.quorum(2, "a", "b", "c").agree("a == b").deep(3))
                    .on(DivergenceKind.DISPUTED, React.wait(MINUTE), React.PARK)
                    .undo(undo -> undo.call("ledger/erase").after(Level.CONFIRMED).atOnce()));
    saga.step("notify", step -> step.call("post/notify").after(book).retriable());
    StepRef<Void> mail = saga.step("mail", step -> step.call("post/send").pivot().irreversible());
    return saga.completeAtLeast(3, Level.FINAL, charge, book, mail)
        .on(DivergenceKind.OVERDUE, React.wait(Duration.ofHours(2)), React.PARK)
        .on(DivergenceKind.UNMET, React.PARK)
        .result("paid", charge.result(Charge::paid))
        .document();
  }

  private static StepBuilder<Charge> charge(StepBuilder<Charge> step, Expr<Order> input) {
    return step.call("bank/charge")
        .atFirst()
        .with("amount", input.get(Order::amount))
        .answer(MINUTE)
        .deadline(Duration.ofMinutes(30))
        .retry(Retrying.attempts(3))
        .expect(step.result(Charge::paid).is(Expr.cel("true")))
        .returns(Charge.class)
        .probe("bank/status")
        .grace(MINUTE)
        .validFor(Duration.ofMinutes(30))
        .remembers(Duration.ofDays(1))
        .on(DivergenceKind.REFUSED, React.redo(2), React.COMPENSATE)
        .on(DivergenceKind.UNAVAILABLE, React.retry(5, Duration.ofHours(1)), React.PARK)
        .on(DivergenceKind.UNKNOWN, React.probe(3, Duration.ofHours(1)), React.COMPENSATE)
        .on(DivergenceKind.UNEXPECTED, React.PARK)
        .on(DivergenceKind.REVERTED, React.WAIT, React.RETRY)
        .on(DivergenceKind.LATE, React.UNDO)
        .undo(undo ->
            undo.call("bank/refund")
                .with("price", Charge::price)
                .answer(MINUTE)
                .deadline(Duration.ofDays(1))
                .retry(Retrying.attempts(20))
                .confirm(Confirming.after(Duration.ofMinutes(10)))
                .expect(Expr.cel("result.refunded"))
                .returns(Map.of("required", List.of("refunded")))
                .probe("bank/status")
                .grace(MINUTE)
                .validFor(Duration.ofMinutes(30))
                .remembers(Duration.ofDays(1))
                .on(DivergenceKind.UNKNOWN, React.probe(5), React.retry(5), React.PARK));
  }

  /** Steps that are the orchestrator's own work. */
  private static DefinitionDocument waiting() {
    SagaBuilder saga =
        SagaBuilder.saga("waiting", 1)
            .schedule(
                Scheduling.cron("0 3 * * *")
                    .zone(ZoneId.of("Europe/Berlin"))
                    .overlap("queue")
                    .missed("last")
                    .input(Map.of("id", "o-1"))
                    .paused());
    Expr<Boolean> big = Expr.cel("input.amount > 100");
    StepRef<Void> pause =
        saga.step("pause", step -> step.sleep(MINUTE).atFirst().when(Expr.cel("input.slow")));
    StepRef<Charge> paid =
        saga.step(
            "paid",
            Charge.class,
            step ->
                step.await("payment-received")
                    .match(Expr.cel("message.order == input.id"))
                    .after(pause)
                    .when(big)
                    .deadline(Duration.ofDays(1))
                    .expect(step.result(Charge::paid))
                    .returns(Charge.class)
                    .irreversible()
                    .on(DivergenceKind.UNKNOWN, React.COMPENSATE));
    saga.step(
        "refund",
        step -> step.await("refund-asked").deadline(MINUTE).undo(undo -> undo.call("bank/refund")));
    asking(saga, paid, big);
    return saga.document();
  }

  private static void asking(SagaBuilder saga, StepRef<Charge> paid, Expr<Boolean> big) {
    StepRef<Void> approve =
        saga.step(
            "approve",
            step ->
                step.decide(Deciding.between("yes", "no").by("operator").form(Item.class))
                    .after(paid)
                    .when(big)
                    .deadline(Duration.ofHours(4))
                    .expect(Expr.cel("result.choice == 'yes'"))
                    .irreversible()
                    .on(DivergenceKind.UNKNOWN, React.PARK));
    saga.step(
        "again",
        step -> step.decide(Deciding.between("yes", "no")).undo(undo -> undo.call("post/sorry")));
    saga.step(
        "child",
        step ->
            step.saga("shipping", 3)
                .with("order", Expr.cel("input.id"))
                .after(approve)
                .when(big)
                .deadline(Duration.ofDays(2))
                .expect(Expr.cel("true"))
                .returns(Map.of())
                .irreversible()
                .on(DivergenceKind.UNKNOWN, React.PARK));
  }

  private static DefinitionDocument pivots(UnaryOperator<StepBuilder<Void>> kind) {
    SagaBuilder saga =
        SagaBuilder.saga("pivots", 1).schedule(Scheduling.every(Duration.ofHours(1)));
    saga.step("pivot", step -> kind.apply(step).pivot());
    return saga.document();
  }

  /** Fails for a key of the language that Java cannot say. */
  @Test
  void everyKeyOfTheSchemaCanBeSaid() {
    SchemaWalk schema = new SchemaWalk(DocumentSchema.DEFINITION);
    Set<String> unsaid = new TreeSet<>(schema.keys().keySet());
    for (DefinitionDocument said :
        List.of(
            everything(),
            waiting(),
            GroupsInJava.all(),
            GroupsInJava.undone(),
            GroupsInJava.proposed(),
            pivots(step -> step.await("go")),
            pivots(step -> step.decide(Deciding.between("go"))),
            pivots(step -> step.saga("other")))) {
      assertThat(JavaDefinitions.read(said)).isInstanceOf(DefinitionReader.Outcome.Fine.class);
      var document = JsonMapper.shared().readTree(JavaDefinitions.json(said));
      unsaid.removeAll(schema.walk(document).used());
    }
    // A list says the same.
    unsaid.remove("#/$defs/boundedReaction then");

    assertThat(unsaid).isEmpty();
  }

  @Test
  void whatIsBuiltReadsTheSameInEverySyntax() {
    String json = JavaDefinitions.json(everything());
    var definition = JavaDefinitions.definition(everything());

    assertThat(DefinitionReader.read(json, Syntax.YAML))
        .isEqualTo(DefinitionReader.read(json, Syntax.JSON));
    assertThat(definition.stepNames()).containsExactly("charge", "book", "notify", "mail");
    assertThat(definition.step("mail").after()).containsOnlyKeys("notify");
    assertThat(definition.step("charge").after()).isEmpty();
  }

  @Test
  void aRecordIsTheSchemaOfTheInput() {
    var schema = InputSchema.compile(JavaDefinitions.definition(everything()).input());
    Map<String, Object> fine =
        Map.of(
            "id", "o-1",
            "kind", "BIG",
            "amount", "100000000000000000000",
            "items", List.of(Map.of("name", "lamp", "count", 2)),
            "gift", false);

    assertThat(schema.violations(fine)).isEmpty();
    assertThat(schema.violations(Map.of("id", 7, "kind", "HUGE", "items", List.of(Map.of()))))
        .extracting(InputSchema.Violation::pointer)
        .contains("/id", "/kind", "/items/0", "");
  }

  @Test
  void whatIsWrongIsToldWithItsPlaceInTheDocument() {
    SagaBuilder saga = SagaBuilder.saga("wrong", 1);
    saga.step("a", step -> step.call("x/y").when(Expr.cel("input.")));

    assertThatThrownBy(() -> JavaDefinitions.definition(saga.document()))
        .hasMessageStartingWith("/steps/a/when: bad-expression: ");
    assertThatThrownBy(() -> saga.step("a", step -> step.call("x/y")))
        .hasMessage("there is a step a already");
    assertThatThrownBy(() -> saga.input(String.class)).hasMessageContaining("not a record");
    assertThatThrownBy(() -> Expr.<Charge>cel("input").get(charge -> charge.paid()))
        .hasMessageContaining("give an accessor");
  }

  @Test
  void textsAreTextsWhateverIsInThem() {
    SagaBuilder saga = SagaBuilder.saga("texts", 1);
    String text = "it's a \\ \"text\"\nof two lines";
    saga.step("a", step -> step.call("x/y").with("text", Expr.text(text)));
    var definition = JavaDefinitions.definition(saga.document());
    var run =
        Scenario.of(definition)
            .expect(reaches("a", Rung.REQUESTED).with(Map.of("text", text)))
            .run();

    assertThat(run.assertMet().met()).isTrue();
  }
}
