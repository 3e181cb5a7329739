package io.meanwhile.sagas.order;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stock, payment and shipping in a JVM of their own, on a port that survives a restart. */
final class OrderProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on http://[^:]+:([0-9]+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> program;
  private final Path directory;
  private final int stock;
  private String pace;
  private Process process;
  private int port;

  /**
   * @param stock how many there are of every item
   */
  OrderProcess(Path directory, int stock) throws IOException {
    this(
        directory,
        stock,
        List.of("-cp", System.getProperty("java.class.path"), OrderParticipants.class.getName()));
  }

  /**
   * As above, started in another way.
   *
   * @param program what Java is told to run
   */
  OrderProcess(Path directory, int stock, List<String> program) throws IOException {
    this.program = program;
    this.directory = directory;
    this.stock = stock;
    this.pace = "PT0.3S";
    this.process = launch();
    this.port = awaitPort();
  }

  /** Address of one of the three. */
  String url(String participant) {
    return "http://127.0.0.1:" + port + "/" + participant;
  }

  /** Tells the service where the three are. */
  String[] settings() {
    return Desks.PARTICIPANTS.stream()
        .map(name -> "--meanwhile.participants." + name + ".url=" + url(name))
        .toArray(String[]::new);
  }

  /** Kills the process without warning, and waits until it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again on the same port and at that pace, with nothing but its files. */
  void restart(String newPace) throws IOException {
    pace = newPace;
    process = launch();
    port = awaitPort();
  }

  /** Makes one of them normal, refuse, slow or silent. */
  void control(String participant, String mode) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url("control/" + participant)))
            .POST(BodyPublishers.ofString("{\"mode\": \"" + mode + "\"}"))
            .build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IllegalStateException("HTTP " + status);
    }
  }

  /** A sum of the book: reserved, authorized, captured, shipped or parcels. */
  int book(String sum) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url("book"))).build();
    JsonNode book =
        JsonMapper.shared().readTree(client.send(request, BodyHandlers.ofString()).body());
    return book.get(sum).intValue();
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx64m");
    command.addAll(program);
    command.add("--port=" + port);
    command.add("--data-directory=" + directory);
    command.add("--stock=" + stock);
    command.add("--pace=" + pace);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private int awaitPort() throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
    }
    throw new IOException("the participants did not start");
  }

  @Override
  public void close() {
    kill();
    client.close();
  }
}
