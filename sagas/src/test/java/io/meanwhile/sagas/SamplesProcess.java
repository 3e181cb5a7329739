package io.meanwhile.sagas;

import io.meanwhile.sagas.client.MeanwhileClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged samples as a process, on a free port. */
final class SamplesProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "meanwhile-samples.jar");
  private static final Pattern LISTENING = Pattern.compile("Tomcat started on port ([0-9]+)");

  private final Process process;
  private final MeanwhileClient client;

  private SamplesProcess(Process process, MeanwhileClient client) {
    this.process = process;
    this.client = client;
  }

  static SamplesProcess start(Path data, String... settings) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(java, "-jar", JAR.toString(), "--server.port=0")
            .redirectErrorStream(true);
    builder.command().add("--meanwhile.data-directory=" + data);
    builder.command().addAll(List.of(settings));
    Process process = builder.start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {})); // so that it never blocks
        URI url = URI.create("http://127.0.0.1:" + listening.group(1));
        return new SamplesProcess(process, MeanwhileClient.at(url));
      }
    }
    throw new IOException("the samples did not start:\n" + said);
  }

  MeanwhileClient client() {
    return client;
  }

  /** Kills the process without warning, and waits until it is gone. */
  @Override
  public void close() {
    client.close();
    process.destroyForcibly().onExit().join();
  }
}
