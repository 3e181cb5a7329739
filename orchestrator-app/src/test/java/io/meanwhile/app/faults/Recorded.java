package io.meanwhile.app.faults;

import io.meanwhile.app.history.History;
import io.meanwhile.app.history.History.Call;
import io.meanwhile.app.history.History.Deed;
import io.meanwhile.app.history.History.Promise;
import io.meanwhile.app.history.History.Row;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads back what all sides have recorded, with nothing of the product in between. */
public final class Recorded {
  private Recorded() {}

  static History history(DataSource source, Journal shop, Journal caller) {
    List<Call> calls = new ArrayList<>();
    List<Deed> deeds = new ArrayList<>();
    for (String[] line : shop.lines()) {
      if (line[0].equals("call")) {
        boolean probe = Boolean.parseBoolean(line[4]);
        calls.add(new Call(Instant.parse(line[1]), line[2], Integer.parseInt(line[3]), probe));
      } else {
        deeds.add(new Deed(line[2], Deed.Kind.valueOf(line[1])));
      }
    }
    List<Promise> promises =
        caller.lines().stream().map(line -> new Promise(line[1], Long.parseLong(line[2]))).toList();
    return new History(rows(source), promises, calls, deeds);
  }

  public static List<Row> rows(DataSource source) {
    return JdbcClient.create(source)
        .sql(
            "SELECT l.position, l.saga_key, s.id, l.first_sequence, l.event_count,"
                + " l.previous_hash, l.last_hash, l.events FROM log l"
                + " LEFT JOIN saga s ON s.saga_key = l.saga_key ORDER BY l.position")
        .query((row, _) -> row(row))
        .list();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong(1),
        row.getLong(2),
        String.valueOf(row.getString(3)),
        row.getLong(4),
        row.getInt(5),
        hex(row.getBytes(6)),
        hex(row.getBytes(7)),
        new String(row.getBytes(8), StandardCharsets.ISO_8859_1));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
