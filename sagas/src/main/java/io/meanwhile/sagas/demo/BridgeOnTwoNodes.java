package io.meanwhile.sagas.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged service, the packaged participants and two development chains, started together. A
 * service that ends is started again on the same data, as an operating system would do.
 */
@Command(
    name = "bridge-on-two-nodes",
    mixinStandardHelpOptions = true,
    description = "Runs the bridge: the service, the participants and two chains of its own.",
    sortOptions = false)
public final class BridgeOnTwoNodes implements Callable<Integer> {
  private static final String DEFINITION = "bridge-transfer.yaml";
  private static final String LISTENING = "Listening on ";

  @Option(
      names = "--root",
      defaultValue = ".",
      description = "folder of the sources, with the built jars (default ${DEFAULT-VALUE})")
  private Path root = Path.of(".");

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "port of the service (default ${DEFAULT-VALUE})")
  private int port;

  private final Children children = new Children();

  private BridgeOnTwoNodes() {}

  /** Runs until it is stopped. Exit code 2 for wrong options, 1 when something cannot start. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new BridgeOnTwoNodes())
            .setExecutionExceptionHandler(BridgeOnTwoNodes::explain)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(children::close, "stop"));
    ProcessHandle.current().parent().ifPresent(BridgeOnTwoNodes::endWith);
    Path anvil = root.resolve("sagas/evm/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");
    if (!Files.exists(anvil)) {
      throw new IOException(
          "there is no "
              + anvil
              + "; 'npm ci --ignore-scripts' in sagas/evm puts it there, on Linux on x86-64 only");
    }
    requireFreePort();
    Path parent = Files.createDirectories(root.resolve("sagas/target/bridge").toAbsolutePath());
    // The chains forget everything when they stop, so what the service remembers is of no use then.
    Path directory = Files.createDirectory(parent.resolve("run-" + Instant.now().getEpochSecond()));

    String source = chain("source-chain", anvil, 1001, directory);
    String target = chain("target-chain", anvil, 2002, directory);
    List<String> said =
        children
            .start("participants", directory, LISTENING, participants(source, target, directory))
            .ready();
    JsonNode addresses = JsonMapper.shared().readTree(said.get(said.size() - 2));
    List<String> service = service(afterListening(said), directory);
    Guide guide = new Guide("http://127.0.0.1:" + port, source, target, addresses);
    Path shell = parent.resolve("shell");
    Files.writeString(shell, guide.shell(parent.resolve("service.pid"), observer()));
    keepRunning(service, directory, parent.resolve("service.pid"), guide.text(shell, directory));
    return 0;
  }

  private void keepRunning(List<String> command, Path directory, Path pid, String guide)
      throws IOException, InterruptedException {
    String greeting = guide;
    while (true) {
      Child service = children.start("service", directory, "Started Meanwhile in", command);
      Files.writeString(pid, service.process().pid() + "\n");
      service.ready();
      System.out.println(greeting);
      int exit = service.process().waitFor();
      if (children.isClosed()) {
        return;
      }
      System.out.println("The service ended with exit code " + exit + ". Starting it again ...");
      greeting = "The service is there again, with the same data.";
    }
  }

  private String chain(String name, Path anvil, long id, Path directory)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            anvil.toString(), "--host=127.0.0.1", "--port=0", "--chain-id=" + id, "--block-time=1");
    return "http://" + afterListening(children.start(name, directory, LISTENING, command).ready());
  }

  /** What starts an observer in a shell. */
  private String observer() {
    return java() + " -jar " + root.resolve("sagas/target/meanwhile-participants.jar") + " observe";
  }

  private List<String> participants(String source, String target, Path directory) {
    return List.of(
        java(),
        "-jar",
        root.resolve("sagas/target/meanwhile-participants.jar").toString(),
        "--dev",
        "--port=0",
        "--confirmations=12",
        "--source-node=" + source,
        "--target-node=" + target,
        "--data-directory=" + directory.resolve("participants"));
  }

  private List<String> service(String participants, Path directory) throws IOException {
    Path definitions = Files.createDirectory(directory.resolve("definitions"));
    String resource = "/META-INF/meanwhile/definitions/" + DEFINITION;
    try (InputStream definition = BridgeOnTwoNodes.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(definition), definitions.resolve(DEFINITION));
    }
    return List.of(
        java(),
        "-jar",
        root.resolve("orchestrator-app/target/meanwhile.jar").toString(),
        "--server.port=" + port,
        "--meanwhile.data-directory=" + directory.resolve("service"),
        "--meanwhile.definitions.path=" + definitions,
        "--meanwhile.participants.source-chain.url=" + participants + "/source-chain",
        "--meanwhile.participants.target-chain.url=" + participants + "/target-chain");
  }

  /** Maven, when told to end, leaves running what it has started. */
  private static void endWith(ProcessHandle parent) {
    Thread.ofVirtual()
        .start(() -> {
          parent.onExit().join();
          System.exit(0);
        });
  }

  private void requireFreePort() throws IOException {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return;
    } catch (IOException e) {
      throw new IOException(
          "port " + port + " is taken; choose another one with -Dbridge.port=", e);
    }
  }

  private static String afterListening(List<String> said) {
    return said.getLast().substring(said.getLast().indexOf(LISTENING) + LISTENING.length()).strip();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    line.getErr().println("Cannot run the bridge: " + e.getMessage());
    return 1;
  }
}
