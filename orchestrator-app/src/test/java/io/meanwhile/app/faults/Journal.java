package io.meanwhile.app.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Lines in a file, each with one write that a killed process cannot take back. Whole ones end in a
 * full stop; a torn one is as if it had not been written.
 */
final class Journal {
  private final Path file;

  Journal(Path file) {
    this.file = file;
  }

  synchronized void add(Object... words) {
    String line = String.join("\t", List.of(words).stream().map(String::valueOf).toList());
    try {
      Files.writeString(
          file,
          line + "\t.\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String[]> lines() {
    try {
      return !Files.exists(file)
          ? List.of()
          : Files.readAllLines(file).stream()
              .filter(line -> line.endsWith("\t."))
              .map(line -> line.split("\t"))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
