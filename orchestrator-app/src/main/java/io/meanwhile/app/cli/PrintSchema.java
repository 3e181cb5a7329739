package io.meanwhile.app.cli;

import io.meanwhile.app.format.DocumentSchema;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the schema by which editors complete and check. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of definitions or of scenarios, for editors.",
    mixinStandardHelpOptions = true)
final class PrintSchema implements Callable<Integer> {
  private static final int FINE = 0;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "DOCUMENT",
      defaultValue = "definition",
      description = "definition or scenario (default ${DEFAULT-VALUE}).")
  private String document = "definition";

  /** Taken, like with every verb; there is no other form to choose. */
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--json", description = "It is JSON either way.")
  private boolean json;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    for (DocumentSchema schema : DocumentSchema.values()) {
      if (schema.label().equals(document)) {
        command.commandLine().getOut().println(schema.text().stripTrailing());
        return FINE;
      }
    }
    throw new ParameterException(
        command.commandLine(),
        "DOCUMENT is one of "
            + Arrays.toString(DocumentSchema.values()).toLowerCase(Locale.ROOT)
            + ".");
  }
}
