package io.meanwhile.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After 45 seconds H2 writes into space that it has freed. From then on a version of it may leave a
 * header behind that does not lead to what was written last; a killed process then loses it. Here
 * space is reused at once, and a copy of the file stands for what a kill leaves.
 */
class ReusedSpaceTest {
  private static final int COMMITS = 200;

  @TempDir private Path directory;

  @Test
  void whatWasCommittedIsFoundInACopyOfTheFileTakenAtAnyMoment() throws Exception {
    List<String> lost = new ArrayList<>();
    try (var source = EmbeddedDatabase.open(directory.resolve("live"));
        Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET RETENTION_TIME 200");
      statement.execute("CREATE TABLE kept (id INT PRIMARY KEY, data VARCHAR)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO kept VALUES (?, ?)")) {
        for (int id = 1; id <= COMMITS; id++) {
          insert.setInt(1, id);
          insert.setString(2, "x".repeat(2_000));
          insert.executeUpdate();
          connection.commit();
          statement.execute("CHECKPOINT SYNC");
          Thread.sleep(5);
          int found = id % 5 == 0 ? foundInACopy(id) : id;
          if (found != id) {
            lost.add(found + " of " + id);
          }
        }
      }
    }
    assertThat(lost).isEmpty();
  }

  private int foundInACopy(int id) throws IOException, SQLException {
    Path copy = Files.createDirectory(directory.resolve("copy" + id));
    Files.copy(directory.resolve("live/meanwhile.mv.db"), copy.resolve("meanwhile.mv.db"));
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:" + copy.resolve("meanwhile"), "sa", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
