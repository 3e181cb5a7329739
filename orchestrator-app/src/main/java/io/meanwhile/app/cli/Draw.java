package io.meanwhile.app.cli;

import io.meanwhile.app.drawing.DefinitionDrawing;
import io.meanwhile.core.model.Definition;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Draws a definition. */
@Command(
    name = "draw",
    description = {
      "Draws a definition as SVG: steps, order, guards, compensations, the pivot.",
      "Exit code 0 when it is drawn, 2 when the file is no definition."
    },
    mixinStandardHelpOptions = true)
final class Draw implements Callable<Integer> {
  private static final int FINE = 0;
  private static final int BAD_INPUT = 2;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "YAML or JSON; - reads standard input.")
  private @Nullable String file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "SVG",
      description = "The file to write; without it, standard output.")
  private @Nullable Path output;

  @Option(names = "--json", description = "Answer as JSON, the drawing in its field svg.")
  private boolean json;

  /** The answer as JSON. */
  private record Answer(String saga, int version, String digest, String svg) {}

  @Override
  public Integer call() {
    PrintWriter err = command().getErr();
    Optional<Definition> definition = DefinitionFile.definition(Objects.requireNonNull(file), err);
    if (definition.isEmpty()) {
      return BAD_INPUT;
    }
    String drawn = drawn(definition.get());
    if (output == null) {
      command().getOut().print(drawn);
      command().getOut().flush();
      return FINE;
    }
    try {
      Files.writeString(output, drawn);
      return FINE;
    } catch (IOException notWritten) {
      err.println(output + ": cannot be written: " + notWritten.getMessage());
      return BAD_INPUT;
    }
  }

  private String drawn(Definition definition) {
    String svg = DefinitionDrawing.svg(definition);
    var ref = definition.ref();
    return json
        ? JSON.writeValueAsString(new Answer(ref.name(), ref.version(), ref.digest(), svg)) + "\n"
        : svg;
  }

  private picocli.CommandLine command() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
