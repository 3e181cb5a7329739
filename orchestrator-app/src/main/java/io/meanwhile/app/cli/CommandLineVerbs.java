package io.meanwhile.app.cli;

import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All verbs. Exit codes: 0 fine, 1 the answer is no, 2 bad usage or input. */
@Command(
    name = "meanwhile",
    description = "Without a verb: serve. Options of the service are --NAME=VALUE.",
    subcommands = {
      Bench.class,
      Check.class,
      Draw.class,
      PrintSchema.class,
      RunScenarios.class,
      Validate.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = ProductVersion.class,
    synopsisSubcommandLabel = "[VERB]")
public final class CommandLineVerbs implements Runnable {
  private static final Set<String> QUESTIONS = Set.of("--help", "-h", "--version", "-V");

  private CommandLineVerbs() {}

  /** True when the arguments ask for something else than serving. */
  public static boolean isMeant(String... arguments) {
    return arguments.length > 0
        && (!arguments[0].startsWith("--") || QUESTIONS.contains(arguments[0]));
  }

  /**
   * Carries out what the arguments ask for.
   *
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new CommandLineVerbs()).setOut(out).setErr(err).execute(arguments);
  }

  /** Nothing was asked for. */
  @Override
  public void run() {
    new CommandLine(this).usage(System.out);
  }
}
