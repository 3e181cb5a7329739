package io.meanwhile.app.checking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.core.checker.Bounds;
import io.meanwhile.core.checker.CheckReport;
import io.meanwhile.core.checker.Checker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user's unit test says of a definition that is written down. */
class ChecksTest {
  private static final Bounds KEPT = Bounds.DEFAULT.withFaults(0);
  private static final String MENDED =
      """
      saga: trip
      version: 2
      steps:
        book: { call: hotel/book, undo: { call: hotel/cancel } }
        pay: { call: bank/pay, undo: { call: bank/refund } }
      """;
  private static final String FORGOTTEN =
      """
      saga: trip
      version: 1
      steps:
        book: { call: hotel/book }
        pay: { call: bank/pay, undo: { call: bank/refund } }
      """;

  @TempDir private Path directory;

  private String file(String yaml) throws IOException {
    return Files.writeString(directory.resolve("trip.yaml"), yaml).toString();
  }

  @Test
  void aSoundDefinitionPassesFromAFileAndFromTheClassPath() throws IOException {
    assertThat(Checks.assertSound(file(MENDED), KEPT).exhaustive()).isTrue();
    assertThat(Checks.assertSound("classpath:checking/one.yaml").isSound()).isTrue();
    assertThat(Checks.assertSound("classpath:/checking/one.yaml", KEPT).exhaustive()).isTrue();
  }

  @Test
  void aMistakeFailsTheTestWithTheWayThere() {
    assertThatThrownBy(() -> Checks.assertSound(file(FORGOTTEN), KEPT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("left-standing (book)")
        .hasMessageContaining("The saga is started.");
  }

  @Test
  void whatIsAcceptedIsNoMistake() throws IOException {
    Bounds accepted = KEPT.accepting("left-standing", "book");

    assertThat(Checks.assertSound(file(FORGOTTEN), accepted).isSound()).isTrue();
  }

  @Test
  void whatIsNoDefinitionFailsWithLineAndColumn() {
    assertThatThrownBy(() -> Checks.assertSound(file("saga: trip\nversion: x\n")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is no definition")
        .hasMessageContaining("line 2, column 10");
  }

  @Test
  void whatIsNotThereSaysWhere() {
    assertThatThrownBy(() -> Checks.assertSound("classpath:nowhere.yaml"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nowhere.yaml");
  }

  /** However many look at states side by side, and whoever is first. */
  @Test
  void theReportIsTheSameAsThatOfOneWorker() {
    for (String yaml : new String[] {MENDED, FORGOTTEN}) {
      var fine = (DefinitionReader.Outcome.Fine) DefinitionReader.read(yaml);
      Bounds bounds = Bounds.DEFAULT.withMaxStates(30_000);

      CheckReport together = Checker.check(fine.definition(), bounds, new AllProcessors());

      assertThat(together).isEqualTo(Checker.check(fine.definition(), bounds));
    }
  }
}
