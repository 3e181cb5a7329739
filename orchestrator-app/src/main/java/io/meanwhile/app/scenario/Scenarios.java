package io.meanwhile.app.scenario;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Flaw;
import io.meanwhile.app.format.Place;
import io.meanwhile.app.format.ScenarioReader;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.scenario.ScenarioRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the scenarios of a file. In a unit test: {@code Scenarios.run(path).assertMet()}. */
public record Scenarios(Path file, List<Ran> ran) {
  public Scenarios {
    ran = List.copyOf(ran);
  }

  /**
   * One scenario that was run.
   *
   * @param expectations where its expectations stand, in the order of the run's verdicts
   */
  public record Ran(ScenarioRun run, List<Place> expectations) {}

  /** What a file of scenarios came to. */
  public sealed interface Outcome {

    /** They were run, whatever became of them. */
    record Fine(Scenarios scenarios) implements Outcome {}

    /** The file is none. */
    record Flawed(String text, List<Flaw> flaws) implements Outcome {}
  }

  /** Runs them when there is nothing wrong with the file. */
  public static Outcome read(Path file) throws IOException {
    String text = Files.readString(file);
    return switch (ScenarioReader.read(text, name -> definition(file, name))) {
      case ScenarioReader.Outcome.Flawed(var flaws) -> new Outcome.Flawed(text, flaws);
      case ScenarioReader.Outcome.Fine(var written) -> {
        List<Ran> ran = new ArrayList<>();
        written.forEach(one -> ran.add(new Ran(one.scenario().run(), one.expectations())));
        yield new Outcome.Fine(new Scenarios(file, ran));
      }
    };
  }

  /**
   * Runs them.
   *
   * @throws IllegalArgumentException when something is wrong with the file
   * @throws UncheckedIOException when it cannot be read
   */
  public static Scenarios run(Path file) {
    try {
      return switch (read(file)) {
        case Outcome.Fine(var scenarios) -> scenarios;
        case Outcome.Flawed(var _, var flaws) ->
            throw new IllegalArgumentException(file + ": " + flaws);
      };
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The path is meant from the file on. */
  private static Optional<Definition> definition(Path file, String name) {
    try {
      Path path = file.toAbsolutePath().resolveSibling(name);
      return DefinitionReader.read(Files.readString(path))
              instanceof DefinitionReader.Outcome.Fine fine
          ? Optional.of(fine.definition())
          : Optional.empty();
    } catch (IOException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }

  /** True when all of them went as expected. */
  public boolean met() {
    return ran.stream().allMatch(one -> one.run().met());
  }

  /**
   * For unit tests.
   *
   * @throws AssertionError that shows every scenario that did not go as expected
   */
  public Scenarios assertMet() {
    if (!met()) {
      StringBuilder text = new StringBuilder();
      ran.stream().filter(one -> !one.run().met()).forEach(one -> text.append(one.run()));
      throw new AssertionError(text.toString());
    }
    return this;
  }
}
