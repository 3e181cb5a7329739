package io.meanwhile.app.format;

import io.meanwhile.core.decider.SagaDecider;
import io.meanwhile.core.model.Ask;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.model.Decision;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Effect;
import io.meanwhile.core.model.Failure;
import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.Question;
import io.meanwhile.core.model.Report;
import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the decider makes of a saga to which anything is reported in any order; from a seed. */
final class RandomHistory {
  private static final int COMMANDS = 60;
  private static final String DEFINITION =
      """
      saga: any
      version: 1
      steps:
        lock: { call: a/lock, undo: { call: a/unlock }, deadline: PT1M, probe: a/look }
        pay: { call: b/pay, undo: { call: b/refund }, confirm: { depth: 3 } }
        mint: { call: c/mint, after: [lock], undo: { call: c/burn } }
        send: { call: d/send, after: [pay, mint], pivot: true }
        note: { call: e/note, after: [send] }
      """;

  private final Random random;
  private final Definition definition = definition();
  private final List<SagaEvent> events = new ArrayList<>();
  private Saga saga = Saga.NOT_STARTED;
  private Instant now = Instant.parse("2026-03-01T12:00:00.000001Z");

  RandomHistory(long seed) {
    random = new Random(seed);
  }

  private static Definition definition() {
    return switch (DefinitionReader.read(DEFINITION, Syntax.YAML)) {
      case DefinitionReader.Outcome.Fine(var definition, var _, var _) -> definition;
      case DefinitionReader.Outcome.Flawed(var flaws) ->
          throw new IllegalStateException(flaws.toString());
    };
  }

  List<SagaEvent> events() {
    decide(new SagaCommand.Start(now, "s", Map.of("amount", 7L, "to", "\u00c4nna"), Map.of()));
    for (int i = 0; i < COMMANDS; i++) {
      now = now.plusMillis(random.nextInt(random.nextInt(10) == 0 ? 100_000 : 3_000));
      decide(any());
    }
    return List.copyOf(events);
  }

  private void decide(SagaCommand command) {
    // What is refused leaves nothing behind.
    if (SagaDecider.decide(definition, saga, command) instanceof Decision.Events decided) {
      for (SagaEvent event : decided.events()) {
        saga = SagaDecider.evolve(saga, event);
        events.add(event);
      }
    }
  }

  private SagaCommand any() {
    Effect effect = one(List.copyOf(saga.all()));
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> new SagaCommand.PassTime(now);
      case 4, 5 -> failure(effect);
      case 6 ->
          random.nextInt(4) == 0
              ? new SagaCommand.Cancel(now, "anna", "enough")
              : new SagaCommand.PassTime(now);
      case 7, 8, 9 -> saga.parked() ? answer() : observe(effect, Report.FINAL);
      case 10, 11, 12, 13 -> observe(effect, Report.FINAL);
      case 14, 15 -> observe(effect, Report.CONFIRMED);
      default -> observe(effect, one(List.of(Report.values())));
    };
  }

  private SagaCommand failure(Effect effect) {
    Ask ask = effect.ask();
    return new SagaCommand.ReportFailure(
        now,
        effect.key(),
        ask == null ? 1 : ask.attempt(),
        ask != null && ask.probe(),
        one(List.of(Failure.values())),
        "refused \"connection\"");
  }

  private SagaCommand answer() {
    Question question = one(List.copyOf(saga.questions().values()));
    return new SagaCommand.AnswerQuestion(
        now, question.id(), one(question.choices()), "otto", "as I see it", Map.of("n", 1.5));
  }

  private SagaCommand observe(Effect effect, Report report) {
    boolean undone = !effect.key().isAction() && random.nextInt(5) > 0;
    Observation seen =
        new Observation(
            effect.key(),
            random.nextInt(20) == 0 ? "a stranger" : effect.to().participant(),
            "o-" + random.nextInt(1000),
            report,
            random.nextBoolean() ? random.nextInt(5) : null,
            random.nextBoolean() ? Map.of("tx", "0x" + random.nextInt(9)) : null,
            random.nextBoolean() ? "a reason" : null,
            undone ? one(List.of(CompensationOutcome.values())) : null,
            null,
            now.minusMillis(random.nextInt(2_000)));
    return new SagaCommand.Observe(now, seen, random.nextBoolean() ? effect.ask() : null);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
