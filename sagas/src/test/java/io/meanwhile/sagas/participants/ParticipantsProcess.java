package io.meanwhile.sagas.participants;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged participants, in a process of their own, with fresh contracts on two nodes. */
public final class ParticipantsProcess implements AutoCloseable {
  private static final String READY = "Listening on ";

  private final Process process;
  private final URI url;
  private final JsonNode addresses;

  private ParticipantsProcess(Process process, URI url, JsonNode addresses) {
    this.process = process;
    this.url = url;
    this.addresses = addresses;
  }

  /** Starts on a free port, looking at the chains every 50 ms; more options as the jar has them. */
  public static ParticipantsProcess start(URI source, URI target, Path data, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", Path.of("target/meanwhile-participants.jar").toString()));
    command.addAll(List.of("--dev", "--port", "0", "--interval", "PT0.05S"));
    command.addAll(List.of("--source-node", source.toString(), "--target-node", target.toString()));
    command.addAll(List.of("--data-directory", data.toString()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    JsonNode addresses = null;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith("{")) {
        addresses = JsonMapper.shared().readTree(line);
      }
      if (line.startsWith(READY) && addresses != null) {
        Thread.ofVirtual().start(() -> output.lines().forEach(System.out::println));
        return new ParticipantsProcess(
            process, URI.create(line.substring(READY.length()).trim()), addresses);
      }
    }
    throw new IOException("the participants did not start:\n" + said);
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
}
