package io.meanwhile.sagas.bridge;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The participant's memory of what it has signed, one JSON line each, on disk before anything is
 * sent. A failed transaction leaves no trace in the contract's book, so without this memory a retry
 * after a restart could turn a refusal into a success.
 */
final class Journal implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ConcurrentMap<String, List<SignedCall>> byKey = new ConcurrentHashMap<>();
  // Not a FileChannel: an interrupted write would close it for good.
  private final FileOutputStream file;

  private Journal(FileOutputStream file) {
    this.file = file;
  }

  /**
   * Opens the file, creating it if needed, for this process alone.
   *
   * @throws IOException when it cannot be read or another process has it
   */
  static Journal open(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Journal journal = new Journal(new FileOutputStream(path.toFile(), true));
    try {
      journal.claim(path);
      journal.load(path);
    } catch (IOException e) {
      journal.close();
      throw e;
    }
    return journal;
  }

  /** Everything signed for the key, oldest first. */
  List<SignedCall> of(String key) {
    return byKey.getOrDefault(key, List.of());
  }

  /** Remembers for good; on disk when this returns. */
  synchronized void add(SignedCall signed) throws IOException {
    file.write((JSON.writeValueAsString(signed) + "\n").getBytes(StandardCharsets.UTF_8));
    file.getFD().sync();
    remember(signed);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void claim(Path path) throws IOException {
    try {
      if (file.getChannel().tryLock() == null) {
        throw new IOException(path + " is in use by another process");
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException(path + " is in use already", e);
    }
  }

  /** Reads whole lines; a last line without its end was never sent and is cut off. */
  private void load(Path path) throws IOException {
    String text = Files.readString(path);
    int end = text.lastIndexOf('\n') + 1;
    try {
      text.substring(0, end)
          .lines()
          .forEach(line -> remember(JSON.readValue(line, SignedCall.class)));
    } catch (JacksonException e) {
      throw new IOException(path + " is damaged: " + e.getOriginalMessage(), e);
    }
    if (end < text.length()) {
      try (RandomAccessFile whole = new RandomAccessFile(path.toFile(), "rw")) {
        whole.setLength(text.substring(0, end).getBytes(StandardCharsets.UTF_8).length);
      }
    }
  }

  private void remember(SignedCall signed) {
    byKey.merge(
        signed.key(),
        List.of(signed),
        (old, added) -> java.util.stream.Stream.concat(old.stream(), added.stream()).toList());
  }
}
