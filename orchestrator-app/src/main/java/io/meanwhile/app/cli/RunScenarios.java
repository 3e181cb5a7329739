package io.meanwhile.app.cli;

import io.meanwhile.app.format.Flaw;
import io.meanwhile.app.format.Place;
import io.meanwhile.app.scenario.Scenarios;
import io.meanwhile.core.scenario.ScenarioRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Runs scenarios. */
@Command(
    name = "test",
    description = {
      "Runs scenarios of definitions, in virtual time, without a service and without participants.",
      "Exit code 0 when all go as expected, 1 when one does not, 2 when a file is no scenario."
    },
    mixinStandardHelpOptions = true)
final class RunScenarios implements Callable<Integer> {
  private static final int FINE = 0;
  private static final int NO = 1;
  private static final int BAD_INPUT = 2;
  private static final int LAST = 12;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scenarios, YAML or JSON.")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Option(
      names = "--verbose",
      description = "Show all that happened where a scenario does not go as expected.")
  private boolean verbose;

  /** The answer as JSON: one for each file. */
  private record Answer(
      String file, boolean met, List<ScenarioAnswer> scenarios, List<Flaw> errors) {}

  private record ScenarioAnswer(
      String scenario,
      boolean met,
      String status,
      List<VerdictAnswer> expectations,
      List<String> timeline) {}

  private record VerdictAnswer(
      String expected, boolean met, @Nullable String instead, int line, int column) {}

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    List<Answer> answers = new ArrayList<>();
    int exit = FINE;
    for (Path file : files) {
      try {
        switch (Scenarios.read(file)) {
          case Scenarios.Outcome.Fine(var scenarios) -> {
            exit = Math.max(exit, scenarios.met() ? FINE : NO);
            answers.add(answer(scenarios));
            if (!json) {
              print(command.getOut(), scenarios, Files.readString(file));
            }
          }
          case Scenarios.Outcome.Flawed(var text, var flaws) -> {
            exit = BAD_INPUT;
            answers.add(new Answer(file.toString(), false, List.of(), flaws));
            FlawText told = new FlawText(file.toString(), text);
            flaws.forEach(flaw -> command.getErr().println(told.of(flaw)));
          }
        }
      } catch (IOException unreadable) {
        command.getErr().println(DefinitionFile.unreadable(file.toString(), unreadable));
        exit = BAD_INPUT;
      }
    }
    if (json) {
      command.getOut().println(JSON.writeValueAsString(answers));
    }
    return exit;
  }

  private void print(PrintWriter out, Scenarios scenarios, String text) {
    FlawText shown = new FlawText(scenarios.file().toString(), text);
    for (Scenarios.Ran ran : scenarios.ran()) {
      ScenarioRun run = ran.run();
      out.println(run.scenario() + (run.met() ? ": as expected" : ": NOT as expected"));
      for (int i = 0; i < run.verdicts().size(); i++) {
        ScenarioRun.Verdict verdict = run.verdicts().get(i);
        Place place = ran.expectations().get(i);
        if (!verdict.met()) {
          String what = "expected that " + verdict.expected() + ", but " + verdict.instead();
          out.println(shown.of(new Flaw("unmet", place.line(), place.column(), "", what, null)));
        }
      }
      if (!run.met()) {
        last(timeline(run)).forEach(line -> out.println("  " + line));
      }
    }
  }

  /** What went wrong mostly shows at the end. */
  private List<String> last(List<String> lines) {
    if (verbose || lines.size() <= LAST + 1) {
      return lines;
    }
    List<String> last = new ArrayList<>();
    last.add("… " + (lines.size() - LAST) + " lines before; --verbose shows them");
    last.addAll(lines.subList(lines.size() - LAST, lines.size()));
    return last;
  }

  private static List<String> timeline(ScenarioRun run) {
    return run.timeline().stream()
        .map(line -> "%-12s %s".formatted("+" + line.after(), line.what()))
        .toList();
  }

  private static Answer answer(Scenarios scenarios) {
    List<ScenarioAnswer> answers = new ArrayList<>();
    for (Scenarios.Ran ran : scenarios.ran()) {
      ScenarioRun run = ran.run();
      List<VerdictAnswer> verdicts = new ArrayList<>();
      for (int i = 0; i < run.verdicts().size(); i++) {
        ScenarioRun.Verdict verdict = run.verdicts().get(i);
        Place place = ran.expectations().get(i);
        verdicts.add(
            new VerdictAnswer(
                verdict.expected(),
                verdict.met(),
                verdict.instead(),
                place.line(),
                place.column()));
      }
      answers.add(
          new ScenarioAnswer(
              run.scenario(), run.met(), run.status().name(), verdicts, timeline(run)));
    }
    return new Answer(scenarios.file().toString(), scenarios.met(), answers, List.of());
  }
}
