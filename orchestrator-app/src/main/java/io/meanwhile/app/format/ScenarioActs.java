package io.meanwhile.app.format;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.CompensationOutcome;
import io.meanwhile.core.scenario.Scenario;
import io.meanwhile.core.whatif.Answers;
import io.meanwhile.core.whatif.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code when}: what participants say, and what operators do. */
final class ScenarioActs {
  /** What a participant may say. */
  static final List<String> WORDS = words(Said.Word.class);

  private static final int LONGEST_REASON = 10_000;
  private static final int MOST = 1000;
  private static final List<String> ACTS = List.of("cancel", "pause", "resume", "skip");
  private static final List<String> BESIDE =
      List.of("result", "reason", "depth", "outcome", "after", "for", "at");
  private static final Keys QUESTION = Keys.of("choice", "reason", "result");

  private final ScenarioSteps steps;
  private final Map<String, List<Said>> said = new LinkedHashMap<>();
  private final Map<String, Duration> silence = new LinkedHashMap<>();
  private Scenario scenario;

  private ScenarioActs(Scenario scenario, ScenarioSteps steps) {
    this.scenario = scenario;
    this.steps = steps;
  }

  static List<String> words(Class<? extends Enum<?>> type) {
    return Stream.of(Objects.requireNonNull(type.getEnumConstants()))
        .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  static Said.Word word(String word) {
    return Said.Word.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The scenario with what its section says of participants and operators. */
  static Scenario read(Section section, Scenario scenario, ScenarioSteps steps) {
    ScenarioActs acts = new ScenarioActs(scenario, steps);
    ScenarioEntries.of(section, "when", MOST).forEach(acts::entry);
    acts.silence.forEach((effect, _) ->
        acts.said.computeIfAbsent(effect, _ -> new ArrayList<>()).add(Said.of(Said.Word.SILENT)));
    acts.said.forEach((effect, inTurn) ->
        acts.scenario = acts.scenario.says(effect, inTurn.toArray(Said[]::new)));
    return acts.scenario;
  }

  private void entry(Section entry) {
    String act = ACTS.stream().filter(entry::has).findFirst().orElse(null);
    if (act != null) {
      operator(entry, act);
      return;
    }
    String effect = ScenarioEntries.effect(entry, BESIDE, ACTS, steps);
    String word = effect == null ? null : entry.word(effect, WORDS);
    Duration quiet = entry.duration("for", Duration.ofMillis(1), Call.LONGEST);
    Said answer = answer(entry, word == null ? "final" : word);
    if (effect == null || word == null) {
      return;
    }
    if (quiet != null && !word.equals("silent")) {
      entry.flaw("bad-choice", "for", "for goes with silent: how long nothing is said", null);
    } else if (quiet != null) {
      silence.merge(effect, quiet, Duration::plus);
    } else {
      Duration before = silence.remove(effect);
      Said late = before == null ? answer : answer.after(answer.after().plus(before));
      said.computeIfAbsent(effect, _ -> new ArrayList<>()).add(late);
    }
  }

  private static Said answer(Section entry, String word) {
    String outcome = entry.word("outcome", words(CompensationOutcome.class));
    return new Said(
        word(word),
        entry.whole("depth", 0, 1_000_000_000),
        entry.value("result"),
        entry.line("reason", LONGEST_REASON),
        outcome == null ? null : CompensationOutcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
        Objects.requireNonNullElse(
            entry.duration("after", Duration.ZERO, Call.LONGEST), Duration.ZERO));
  }

  private void operator(Section entry, String act) {
    ScenarioEntries.only(entry, act, act.equals("skip") ? List.of("at", "reason") : List.of("at"));
    Duration at =
        Objects.requireNonNullElse(
            entry.duration("at", Duration.ZERO, Call.LONGEST), Duration.ZERO);
    String says = Objects.requireNonNullElse(entry.line(act, LONGEST_REASON), "");
    String reason = Objects.requireNonNullElse(entry.line("reason", LONGEST_REASON), "a scenario");
    switch (act) {
      case "cancel" -> scenario = scenario.cancel(at, says);
      case "pause" -> scenario = scenario.pause(at, says);
      case "resume" -> scenario = scenario.resume(at, says);
      default -> {
        ScenarioEntries.step(entry, act, says, steps);
        scenario = scenario.skip(at, says, reason);
      }
    }
  }

  /** How questions are answered, one after the other: a choice, or one with a result. */
  static Scenario questions(Section section, Scenario scenario) {
    List<Answers.Settled> settled = new ArrayList<>();
    for (Section answer : Sections.words(section, "answers", QUESTION, "choice", MOST)) {
      answer.require("choice");
      String choice = answer.word("choice", words(Choice.class));
      @Nullable String reason = answer.line("reason", LONGEST_REASON);
      if (choice != null) {
        settled.add(
            new Answers.Settled(
                Choice.valueOf(choice.toUpperCase(Locale.ROOT).replace('-', '_')),
                Objects.requireNonNullElse(reason, "a scenario"),
                answer.value("result")));
      }
    }
    return scenario.answers(settled.toArray(Answers.Settled[]::new));
  }
}
