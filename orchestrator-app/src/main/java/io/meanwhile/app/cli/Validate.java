package io.meanwhile.app.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Flaw;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Reads a definition and tells everything that is wrong with it. */
@Command(
    name = "validate",
    description = "Checks a definition; exit code 0 when it may be registered, 1 when not.",
    mixinStandardHelpOptions = true)
final class Validate implements Callable<Integer> {
  private static final int FINE = 0;
  private static final int NO = 1;
  private static final int BAD_INPUT = 2;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "YAML or JSON; - reads standard input.")
  private @Nullable String file;

  @Option(names = "--json", description = "Answer as JSON.")
  private boolean json;

  /** The answer as JSON. */
  private record Answer(
      boolean valid,
      @Nullable String saga,
      @Nullable Integer version,
      @Nullable String digest,
      List<Flaw> errors,
      List<Flaw> warnings) {}

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    String name = Objects.requireNonNull(file);
    PrintWriter out = command.commandLine().getOut();
    String text;
    try {
      text = DefinitionFile.read(name);
    } catch (IOException unreadable) {
      command.commandLine().getErr().println(DefinitionFile.unreadable(name, unreadable));
      return BAD_INPUT;
    }
    return switch (DefinitionFile.read(name, text)) {
      case DefinitionReader.Outcome.Fine(var definition, var _, var warnings) -> {
        var ref = definition.ref();
        out.println(
            json
                ? JSON.writeValueAsString(
                    new Answer(true, ref.name(), ref.version(), ref.digest(), List.of(), warnings))
                : name + ": " + ref + " is fine, digest " + ref.digest());
        if (!json) {
          FlawText told = new FlawText(name, text);
          warnings.forEach(warning -> out.println(told.warning(warning)));
        }
        yield FINE;
      }
      case DefinitionReader.Outcome.Flawed(var flaws) -> {
        if (json) {
          out.println(
              JSON.writeValueAsString(new Answer(false, null, null, null, flaws, List.of())));
        } else {
          FlawText told = new FlawText(name, text);
          flaws.forEach(flaw -> out.println(told.of(flaw)));
        }
        yield NO;
      }
    };
  }
}
