package io.meanwhile.sagas.participants;

import io.meanwhile.sagas.bridge.BridgeObserver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One observer of one chain: its own node, its own name, its own key. */
@Command(
    name = "observe",
    mixinStandardHelpOptions = true,
    description =
        "Watches one end of the bridge through a node of its own and reports what it sees there.",
    sortOptions = false)
public final class ChainObserver implements Callable<Integer> {
  /** The end of the bridge that is watched. */
  enum End {
    SOURCE,
    TARGET
  }

  @Option(
      names = "--name",
      required = true,
      description = "the observer's name, as the definition has it in confirm: { of: [...] }")
  private String name = "";

  @Option(names = "--end", required = true, description = "which chain: source or target")
  private End end = End.SOURCE;

  @Option(names = "--node", required = true, description = "JSON-RPC address of its own node")
  private URI node = URI.create("");

  @Option(names = "--contract", required = true, description = "the lock box or the minter")
  private String contract = "";

  @Option(
      names = "--orchestrator",
      defaultValue = "http://127.0.0.1:8080",
      description = "where sagas are read and reports go (default ${DEFAULT-VALUE})")
  private URI orchestrator = URI.create("");

  @Option(
      names = "--key-file",
      description = "file with its key: roles viewer and participant, and the observer's name")
  private @Nullable Path keyFile;

  @Option(
      names = "--definition",
      required = true,
      description = "the definition whose sagas are looked after")
  private String definition = "";

  @Option(
      names = "--interval",
      defaultValue = "PT1S",
      description = "time between two looks at chain and orchestrator (default ${DEFAULT-VALUE})")
  private Duration interval = Duration.ofSeconds(1);

  @Option(
      names = "--confirmations",
      defaultValue = "64",
      description = "depth from which an effect is left alone (default ${DEFAULT-VALUE})")
  private int confirmations = 64;

  @Option(
      names = "--patience",
      defaultValue = "PT24H",
      description = "longest time an effect is watched (default ${DEFAULT-VALUE})")
  private Duration patience = Duration.ofHours(24);

  /** With the options that the command line gives it. */
  public ChainObserver() {}

  @Override
  public Integer call() throws IOException {
    String key = keyFile == null ? null : Files.readString(keyFile).strip();
    var settings =
        new BridgeObserver.Settings(name, node, contract, interval, confirmations, patience);
    try (var service = new Orchestrator(orchestrator, key);
        var observer =
            end == End.SOURCE ? BridgeObserver.source(settings) : BridgeObserver.target(settings)) {
      new Lookout(service, observer, definition).run(interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
    return 0;
  }
}
