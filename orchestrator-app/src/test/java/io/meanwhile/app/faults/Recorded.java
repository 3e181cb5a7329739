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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowCallbackHandler;
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
        caller.lines().stream()
            .filter(line -> line[0].equals("told"))
            .map(line -> new Promise(line[1], Long.parseLong(line[2])))
            .toList();
    return new History(rows(source), promises, calls, deeds);
  }

  /** How often each kind of command was acknowledged, or refused and why. */
  static Map<String, Long> answers(Journal caller) {
    return caller.lines().stream()
        .map(line -> line[0].equals("told") ? line[3] : line[1] + " refused: " + line[2])
        .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
  }

  /** The number of events of each saga, as the log has it. */
  static Map<String, Long> sagas(DataSource source) {
    return counts(
        source,
        "SELECT s.id, SUM(l.event_count) FROM log l JOIN saga s ON s.saga_key = l.saga_key"
            + " GROUP BY s.id");
  }

  /** The same as the list has it. */
  static Map<String, Long> listed(DataSource list) {
    return counts(list, "SELECT id, event_count FROM saga_list");
  }

  private static Map<String, Long> counts(DataSource source, String sql) {
    Map<String, Long> counts = new HashMap<>();
    JdbcClient.create(source)
        .sql(sql)
        .query((RowCallbackHandler) row -> counts.put(row.getString(1), row.getLong(2)));
    return counts;
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
