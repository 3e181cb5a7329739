package io.meanwhile.sagas.participants;

import io.meanwhile.sagas.bridge.BridgeParticipant;
import io.meanwhile.sagas.order.OrderParticipants;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The real participants, served over HTTP. */
@Command(
    name = "meanwhile-participants",
    mixinStandardHelpOptions = true,
    description =
        "Serves the participants of real systems over HTTP: source-chain and target-chain.",
    subcommands = {OrderParticipants.class, ChainObserver.class},
    sortOptions = false)
public final class Participants implements Callable<Integer> {
  @Option(
      names = "--address",
      defaultValue = "${env:MEANWHILE_PARTICIPANTS_ADDRESS:-127.0.0.1}",
      description = "address to listen on (default ${DEFAULT-VALUE})")
  private String address = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "${env:MEANWHILE_PARTICIPANTS_PORT:-8090}",
      description = "port to listen on, 0 for a free one (default ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--orchestrator",
      defaultValue = "${env:MEANWHILE_ORCHESTRATOR}",
      split = ",",
      description = "where reports may go, as http://host:port (default: only this machine)")
  private List<URI> orchestrators = new ArrayList<>();

  @Option(
      names = "--source-node",
      defaultValue = "${env:MEANWHILE_SOURCE_NODE}",
      description = "JSON-RPC address of the chain on which tokens are locked")
  private @Nullable URI sourceNode;

  @Option(
      names = "--source-contract",
      defaultValue = "${env:MEANWHILE_SOURCE_CONTRACT}",
      description = "address of the lock box")
  private @Nullable String sourceContract;

  @Option(
      names = "--source-key-file",
      defaultValue = "${env:MEANWHILE_SOURCE_KEY_FILE}",
      description = "file with the private key of the lock box's relayer")
  private @Nullable Path sourceKey;

  @Option(
      names = "--target-node",
      defaultValue = "${env:MEANWHILE_TARGET_NODE}",
      description = "JSON-RPC address of the chain on which tokens are minted")
  private @Nullable URI targetNode;

  @Option(
      names = "--target-contract",
      defaultValue = "${env:MEANWHILE_TARGET_CONTRACT}",
      description = "address of the minter")
  private @Nullable String targetContract;

  @Option(
      names = "--target-key-file",
      defaultValue = "${env:MEANWHILE_TARGET_KEY_FILE}",
      description = "file with the private key of the minter's relayer")
  private @Nullable Path targetKey;

  @Option(
      names = "--dev",
      description =
          "deploy the contracts on two development nodes first, with the keys that everybody knows")
  private boolean development;

  @Mixin private EvmOptions evm = new EvmOptions();

  @Spec private @Nullable CommandSpec spec;

  private Participants() {}

  /** Serves until the process is stopped. Exit code 2 for wrong options, 1 when it cannot start. */
  public static void main(String[] arguments) {
    // The library that speaks to the chains would complain that nobody wants its own log.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(
        new CommandLine(new Participants())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Participants::explain)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    List<BridgeParticipant> served = development ? developed() : configured();
    if (served.isEmpty()) {
      throw usage("nothing to serve: name a node with --source-node, --target-node or both");
    }
    try (var server =
        new ParticipantServer(
            new InetSocketAddress(address, port), served, new ReportAddresses(orchestrators))) {
      server.start();
      say("Listening on http://" + address + ":" + server.address().getPort());
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    line.getErr().println("Cannot start: " + e.getMessage());
    return 1;
  }

  private List<BridgeParticipant> developed() throws IOException, InterruptedException {
    if (sourceNode == null || targetNode == null) {
      throw usage("--dev needs --source-node and --target-node");
    }
    DevelopmentBridge bridge = DevelopmentBridge.deploy(sourceNode, targetNode, evm);
    say(JsonMapper.shared().writeValueAsString(bridge.addresses()));
    return bridge.participants();
  }

  private List<BridgeParticipant> configured() throws IOException {
    List<BridgeParticipant> served = new ArrayList<>();
    if (sourceNode != null) {
      String contract = required(sourceContract, "--source-contract");
      String key = EvmOptions.keyIn(required(sourceKey, "--source-key-file"));
      served.add(BridgeParticipant.source(evm.settings(sourceNode, contract, key)));
    }
    if (targetNode != null) {
      String contract = required(targetContract, "--target-contract");
      String key = EvmOptions.keyIn(required(targetKey, "--target-key-file"));
      served.add(BridgeParticipant.target(evm.settings(targetNode, contract, key)));
    }
    return served;
  }

  private <T> T required(@Nullable T value, String option) {
    if (value == null) {
      throw usage(option + " is missing");
    }
    return value;
  }

  private ParameterException usage(String message) {
    CommandSpec known = Objects.requireNonNull(spec);
    return new ParameterException(known.commandLine(), message);
  }

  private void say(String line) {
    CommandSpec known = Objects.requireNonNull(spec);
    known.commandLine().getOut().println(line);
    known.commandLine().getOut().flush();
  }
}
