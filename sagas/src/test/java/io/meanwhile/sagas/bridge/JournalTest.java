package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final SignedCall FIRST = new SignedCall("a", "0x01", 7, "0xaa", "0xf1");
  private static final SignedCall SECOND = new SignedCall("a", "0x01", 9, "0xab", "0xf2");

  @TempDir Path directory;

  @Test
  void remembersInOrderAcrossARestart() throws Exception {
    try (Journal journal = Journal.open(file())) {
      journal.add(FIRST);
      journal.add(SECOND);
    }
    try (Journal journal = Journal.open(file())) {
      assertEquals(List.of(FIRST, SECOND), journal.of("a"));
      assertEquals(List.of(), journal.of("b"));
    }
  }

  @Test
  void cutsOffALineThatWasNeverFinished() throws Exception {
    try (Journal journal = Journal.open(file())) {
      journal.add(FIRST);
    }
    Files.writeString(file(), "{\"key\":\"a\",\"da", StandardOpenOption.APPEND);
    try (Journal journal = Journal.open(file())) {
      assertEquals(List.of(FIRST), journal.of("a"));
      journal.add(SECOND);
    }
    try (Journal journal = Journal.open(file())) {
      assertEquals(List.of(FIRST, SECOND), journal.of("a"));
    }
  }

  @Test
  void isNotOpenedWhenDamaged() throws Exception {
    Files.writeString(file(), "{\"key\":\"a\",\"da\n");
    assertThrows(IOException.class, () -> Journal.open(file()));
  }

  @Test
  void isForOneProcessAtATime() throws Exception {
    try (Journal _ = Journal.open(file())) {
      assertThrows(IOException.class, () -> Journal.open(file()));
    }
  }

  private Path file() {
    return directory.resolve("journal.jsonl");
  }
}
