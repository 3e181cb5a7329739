package io.meanwhile.sagas.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A program of its own that says when it is ready; all it says is kept in a file. */
final class Child {
  private final String name;
  private final Process process;
  private final Path log;
  private final CompletableFuture<List<String>> ready = new CompletableFuture<>();

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static Child start(String name, Path log, String readyText, List<String> command)
      throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Child child = new Child(name, process, log);
    Thread.ofVirtual().name(name).start(() -> child.listen(readyText));
    return child;
  }

  /**
   * Waits until it is ready.
   *
   * @return what it has said so far; the last line is the one by which it is known to be ready
   * @throws IOException when it ended instead
   */
  List<String> ready() throws IOException, InterruptedException {
    try {
      return ready.get();
    } catch (ExecutionException e) {
      throw new IOException(name + " did not start; what it said is in " + log, e);
    }
  }

  Process process() {
    return process;
  }

  private void listen(String readyText) {
    List<String> said = new ArrayList<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Writer file =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        file.write(line + "\n");
        file.flush();
        if (!ready.isDone()) {
          said.add(line);
          if (line.contains(readyText)) {
            ready.complete(List.copyOf(said));
          }
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(new UncheckedIOException(e));
    } finally {
      ready.completeExceptionally(new IOException(name + " ended"));
    }
  }
}
