package io.meanwhile.app.format;

import io.meanwhile.core.model.Call;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.scenario.Expectation;
import io.meanwhile.core.scenario.Scenario;
import io.meanwhile.core.whatif.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads scenarios, YAML or JSON, and tells everything that is wrong with them at once. */
public final class ScenarioReader {
  private static final int LONGEST_NAME = 200;
  private static final int MOST_SCENARIOS = 1000;
  private static final Keys SCENARIO =
      Keys.of("scenario", "definition", "input", "when", "otherwise", "answers", "until", "expect");
  private static final Keys FILE = SCENARIO.and("scenarios");

  private final Function<String, Optional<Definition>> definitions;

  private ScenarioReader(Function<String, Optional<Definition>> definitions) {
    this.definitions = definitions;
  }

  /** Scenarios, or what is wrong with the text. */
  public sealed interface Outcome {

    /** All of the file, in the order written. */
    record Fine(List<Written> scenarios) implements Outcome {}

    /** Everything that is wrong, in the order of the text. */
    record Flawed(List<Flaw> flaws) implements Outcome {}
  }

  /**
   * One scenario, and where its expectations stand.
   *
   * @param expectations one for each expectation, in their order
   */
  public record Written(Scenario scenario, List<Place> expectations) {}

  /**
   * Reads a file of scenarios.
   *
   * @param definitions finds the definition that a scenario names; empty when there is none
   */
  public static Outcome read(String text, Function<String, Optional<Definition>> definitions) {
    Flaws flaws = new Flaws();
    try {
      Node root = Documents.read(text, Syntax.YAML, flaws, DocumentLimits.DEFAULT);
      List<Written> scenarios = new ScenarioReader(definitions).file(root, flaws);
      return flaws.none() ? new Outcome.Fine(scenarios) : new Outcome.Flawed(flaws.list());
    } catch (TreeException unreadable) {
      return new Outcome.Flawed(List.of(unreadable.flaw()));
    }
  }

  /** One scenario, or several that have in common what stands beside them. */
  private List<Written> file(Node root, Flaws flaws) {
    Section file = Section.of(root, "", FILE, flaws);
    if (!file.has("scenarios")) {
      return scenario(file, file).map(List::of).orElse(List.of());
    }
    List<Written> all = new ArrayList<>();
    for (Section one : Sections.list(file, "scenarios", SCENARIO, MOST_SCENARIOS)) {
      scenario(one, file).ifPresent(all::add);
    }
    return all;
  }

  private Optional<Written> scenario(Section section, Section file) {
    section.require("scenario");
    String name = section.line("scenario", LONGEST_NAME);
    Section naming = section.has("definition") ? section : file;
    naming.require("definition");
    String path = naming.text("definition");
    Optional<Definition> definition = path == null ? Optional.empty() : definitions.apply(path);
    if (path != null && definition.isEmpty()) {
      naming.flaw("unknown-definition", "definition", "no definition can be read at " + path, null);
    }
    section.require("expect");
    if (definition.isEmpty()) {
      return Optional.empty();
    }
    ScenarioSteps steps = ScenarioSteps.of(definition.get());
    ScenarioExpectations expected = ScenarioExpectations.read(section, steps);
    Scenario plain =
        Scenario.of(definition.get())
            .named(Objects.requireNonNullElse(name, "unnamed"))
            .input(section.has("input") ? section.value("input") : file.value("input"))
            .expect(expected.all().toArray(Expectation[]::new));
    Duration until = section.duration("until", Duration.ofMillis(1), Call.LONGEST);
    Scenario bounded = until == null ? plain : plain.until(until);
    Scenario scenario = otherwise(section, ScenarioActs.read(section, bounded, steps));
    return Optional.of(new Written(scenario, expected.places()));
  }

  private static Scenario otherwise(Section section, Scenario scenario) {
    @Nullable String word = section.word("otherwise", ScenarioActs.WORDS);
    Scenario answered =
        word == null ? scenario : scenario.otherwise(Said.of(ScenarioActs.word(word)));
    return ScenarioActs.questions(section, answered);
  }
}
