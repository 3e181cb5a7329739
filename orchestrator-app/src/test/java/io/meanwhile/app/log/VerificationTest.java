package io.meanwhile.app.log;

import static io.meanwhile.app.log.LogOnFiles.note;
import static io.meanwhile.app.log.LogOnFiles.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.store.OnEveryStore;
import io.meanwhile.app.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnEveryStore
class VerificationTest {
  @TempDir Path directory;

  private final Store store;

  VerificationTest(Store store) {
    this.store = store;
  }

  @Test
  void anUntouchedLogHasNoFlaws() throws Exception {
    try (LogOnFiles files = filled()) {
      LogVerification.Findings findings = files.durable.verification().verify(9);
      assertThat(findings.flaws()).isEmpty();
      assertThat(findings.events()).isEqualTo(9);
    }
  }

  /** Positions: a at 1 and 2, b at 3, a at 4 to 6, b at 7 and 8, a at 9. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          edited payload   | UPDATE log SET events = REPLACE(events, 'note 2', 'note 9') WHERE position = 4 | payload
          edited metadata  | UPDATE log SET events = REPLACE(events, 'anna"},"pay', 'otto"},"pay') WHERE position = 4 | hashed
          edited time      | UPDATE log SET events = REPLACE(events, '12:00:00Z","seq', '12:00:01Z","seq') WHERE position = 4 | hashed
          deleted frame    | DELETE FROM log WHERE position = 4 | missing
          cut-off chain    | DELETE FROM log WHERE position = 3 | missing
          swapped sagas    | UPDATE log SET saga_key = (SELECT MAX(saga_key) FROM log) + (SELECT MIN(saga_key) FROM log) - saga_key, first_sequence = first_sequence + 1000 | expected
          forged hash      | UPDATE log SET last_hash = previous_hash WHERE position = 4 | hashed
          torn array       | UPDATE log SET events = SUBSTRING(events FROM 1 FOR 50) WHERE position = 4 | array
          inserted frame   | UPDATE log SET position = 10 WHERE position = 9 | missing
          """)
  void aTouchedLogIsFoundOut(String name, String sql, String word) throws Exception {
    try (LogOnFiles files = filled()) {
      assertThat(JdbcClient.create(files.source).sql(sql).update()).as(name).isPositive();
      assertThat(files.durable.verification().verify(9).flaws())
          .isNotEmpty()
          .first()
          .asString()
          .contains(word);
    }
  }

  @Test
  void twoSagasCannotBeSwapped() throws Exception {
    try (LogOnFiles files = filled()) {
      JdbcClient jdbc = JdbcClient.create(files.source);
      jdbc.sql("UPDATE saga SET id = id || '-' WHERE TRUE").update();
      jdbc.sql("UPDATE saga SET id = 'b' WHERE id = 'a-'").update();
      jdbc.sql("UPDATE saga SET id = 'a' WHERE id = 'b-'").update();
      assertThat(files.durable.verification().verify(9).flaws()).hasSize(2);
    }
  }

  private LogOnFiles filled() throws Exception {
    LogOnFiles files = new LogOnFiles(store.at(directory));
    files.appender.append(
        List.of(files.frame("a", started("a"), note(1)), files.frame("b", started("b"))));
    files.appender.append(
        List.of(files.frame("a", note(2), note(3), note(4)), files.frame("b", note(5), note(6))));
    files.appender.append(List.of(files.frame("a", note(7))));
    return files;
  }
}
