package io.meanwhile.sagas.simulated;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a ledger is kept: a JSON line for each state of a transaction. It outlives a killed
 * process; it is not made to outlive a power cut.
 */
record LedgerFile(Path path) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** The state of a transaction at a block. */
  record Line(long head, Transaction transaction) {}

  /** Every whole line; the last one may have been cut off by a kill, and then never happened. */
  List<Line> lines() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    String text = Files.readString(path);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    List<Line> lines = new ArrayList<>();
    try {
      whole.lines().forEach(line -> lines.add(JSON.readValue(line, Line.class)));
    } catch (JacksonException e) {
      throw new IOException(path + " is damaged; delete it to begin anew", e);
    }
    if (whole.length() < text.length()) {
      Files.writeString(path, whole);
    }
    return lines;
  }

  /** How long nothing has been written; zero when nothing ever was. */
  Duration sinceLastLine(Instant now) throws IOException {
    if (!Files.exists(path)) {
      return Duration.ZERO;
    }
    Duration since = Duration.between(Files.getLastModifiedTime(path).toInstant(), now);
    return since.isNegative() ? Duration.ZERO : since;
  }

  void add(Line line) throws IOException {
    Files.write(
        path,
        (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
