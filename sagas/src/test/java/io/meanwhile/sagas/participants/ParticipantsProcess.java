package io.meanwhile.sagas.participants;

import io.meanwhile.sagas.bridge.EvmNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged participants, in a process of their own, with fresh contracts on two nodes. */
public final class ParticipantsProcess implements AutoCloseable {
  private static final String READY = "Listening on ";

  private final List<String> common;
  private final Path data;
  private Process process;
  private final URI url;
  private final JsonNode addresses;

  private ParticipantsProcess(List<String> common, Path data, Started started) {
    this.common = common;
    this.data = data;
    this.process = started.process();
    this.url = started.url();
    this.addresses = started.addresses();
  }

  /** Starts on a free port, looking at the chains every 50 ms; more options as the jar has them. */
  public static ParticipantsProcess start(URI source, URI target, Path data, String... options)
      throws IOException {
    List<String> common = new ArrayList<>(List.of("--interval", "PT0.05S"));
    common.addAll(List.of("--source-node", source.toString(), "--target-node", target.toString()));
    common.addAll(List.of("--data-directory", data.toString()));
    common.addAll(List.of(options));
    Started started = launch(common, null, "--dev", "--port", "0");
    return new ParticipantsProcess(common, data, started);
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again on the same port, with the same files and the same contracts. */
  public void startAgain() throws IOException {
    Path key = data.resolve("relayer.key");
    Files.writeString(key, EvmNode.KEYS.getFirst());
    Started started =
        launch(
            common,
            addresses,
            "--port=" + url.getPort(),
            "--source-contract=" + address("lockBox"),
            "--source-key-file=" + key,
            "--target-contract=" + address("minter"),
            "--target-key-file=" + key);
    process = started.process();
  }

  /** Where they are served: the participants' names follow. */
  public URI url() {
    return url;
  }

  /** Contracts and accounts: lockBox, sourceToken, minter, targetToken, holder, receiver. */
  public String address(String name) {
    return addresses.required(name).asString();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private record Started(Process process, URI url, JsonNode addresses) {}

  private static Started launch(List<String> common, @Nullable JsonNode known, String... more)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", Path.of("target/meanwhile-participants.jar").toString()));
    command.addAll(common);
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    JsonNode addresses = known;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith("{")) {
        addresses = JsonMapper.shared().readTree(line);
      }
      if (line.startsWith(READY) && addresses != null) {
        Thread.ofVirtual().start(() -> output.lines().forEach(System.out::println));
        return new Started(process, URI.create(line.substring(READY.length()).trim()), addresses);
      }
    }
    throw new IOException("the participants did not start:\n" + said);
  }
}
