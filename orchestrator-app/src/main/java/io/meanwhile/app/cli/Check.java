package io.meanwhile.app.cli;

import io.meanwhile.app.checking.AllProcessors;
import io.meanwhile.app.format.Closest;
import io.meanwhile.core.checker.Bounds;
import io.meanwhile.core.checker.CheckReport;
import io.meanwhile.core.checker.Checker;
import io.meanwhile.core.model.Definition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Explores what may become of the sagas of a definition. */
@Command(
    name = "check",
    description = {
      "Explores every order of what participants, observers, clocks and operators may do, and says"
          + " how a saga of this definition may end, and what must not be.",
      "Exit code 0 when nothing is wrong, 1 on a violation, 2 when the file is no definition."
    },
    mixinStandardHelpOptions = true)
final class Check implements Callable<Integer> {
  private static final int FINE = 0;
  private static final int NO = 1;
  private static final int BAD_INPUT = 2;
  private static final Pattern FINDING = Pattern.compile("[a-z0-9-]+:[a-z][A-Za-z0-9_-]*");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "YAML or JSON; - reads standard input.")
  private @Nullable String file;

  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  @Option(
      names = "--max-states",
      defaultValue = "200000",
      description = "Stops after so many states (default ${DEFAULT-VALUE}).")
  private int maxStates;

  @Option(
      names = "--faults",
      defaultValue = "1",
      description =
          "How often on one path a participant breaks its contract, 0 to 3 (default"
              + " ${DEFAULT-VALUE}).")
  private int faults;

  @Option(
      names = "--accept",
      paramLabel = "CODE:STEP",
      description = "A finding that is meant to be so, for instance left-standing:quote.")
  private List<String> accepted = List.of();

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    String name = Objects.requireNonNull(file);
    Bounds bounds = bounds(command);
    return DefinitionFile.definition(name, command.commandLine().getErr())
        .map(definition -> {
          bounds.accepted().forEach(finding -> requireStep(command, definition, finding));
          return check(definition, bounds, command.commandLine().getOut());
        })
        .orElse(BAD_INPUT);
  }

  private int check(Definition definition, Bounds bounds, PrintWriter out) {
    CheckReport report = Checker.check(definition, bounds, new AllProcessors());
    out.print(json ? JSON.writeValueAsString(report) + System.lineSeparator() : report.toString());
    out.flush();
    return report.isSound() ? FINE : NO;
  }

  private Bounds bounds(CommandSpec command) {
    require(command, maxStates >= 1 && maxStates <= 50_000_000, "--max-states is 1 to 50000000.");
    require(command, faults >= 0 && faults <= 3, "--faults is 0 to 3.");
    Bounds bounds = Bounds.DEFAULT.withMaxStates(maxStates).withFaults(faults);
    for (String finding : accepted) {
      require(command, FINDING.matcher(finding).matches(), "--accept is CODE:STEP, not " + finding);
      int colon = finding.indexOf(':');
      try {
        bounds = bounds.accepting(finding.substring(0, colon), finding.substring(colon + 1));
      } catch (IllegalArgumentException unknown) {
        throw new ParameterException(command.commandLine(), "--accept: " + unknown.getMessage());
      }
    }
    return bounds;
  }

  private static void requireStep(CommandSpec command, Definition definition, String finding) {
    String step = finding.substring(finding.indexOf(':') + 1);
    List<String> steps = definition.stepNames();
    String near = Closest.to(step, steps);
    String hint = near == null ? "" : " Did you mean " + near + "?";
    require(command, steps.contains(step), "--accept: there is no step " + step + "." + hint);
  }

  private static void require(CommandSpec command, boolean fine, String otherwise) {
    if (!fine) {
      throw new ParameterException(command.commandLine(), otherwise);
    }
  }
}
