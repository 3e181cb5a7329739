package io.meanwhile.app.history;

import io.meanwhile.app.history.History.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes the rows of a log by hand, with digests and hashes that hold. */
final class WrittenHistory {
  private static final HexFormat HEX = HexFormat.of();

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Long> next = new HashMap<>();
  private final Map<String, byte[]> last = new HashMap<>();
  private long position = 1;

  /** One row with one event; single quotes stand for double ones. */
  WrittenHistory event(String saga, int second, String type, String payload) {
    String json = payload.replace('\'', '"');
    long sequence = next.getOrDefault(saga, 0L);
    String start =
        "{\"digest\":\"" + HEX.formatHex(Links.sha(EventBytes.bytes(json))) + "\",\"metadata\":{},";
    String rest =
        "\"recordedAt\":\"2026-03-01T12:00:%02dZ\",\"sequence\":%d,\"type\":\"meanwhile.saga.%s\",\"version\":\"1\"}"
            .formatted(second, sequence, type);
    byte[] before = last.getOrDefault(saga, Links.genesis(saga));
    byte[] hash = Links.sha(before, EventBytes.bytes(start + rest));
    String text = "[" + start + "\"payload\":" + json + "," + rest + "]";
    rows.add(
        new Row(position, 1, saga, sequence, 1, HEX.formatHex(before), HEX.formatHex(hash), text));
    position++;
    next.put(saga, sequence + 1);
    last.put(saga, hash);
    return this;
  }

  WrittenHistory started(String saga) {
    return event(saga, 0, "saga-started", "{'saga':'" + saga + "'}");
  }

  /** Requested at a second, with a deadline at second 30. */
  WrittenHistory requested(String saga, int second, String effect, String... reliesOn) {
    String on = reliesOn.length == 0 ? "" : "'" + String.join("','", reliesOn) + "'";
    String at = "'2026-03-01T12:00:%02dZ'".formatted(second);
    return event(
        saga,
        second,
        "effect-requested",
        "{'effect':'%s','reliesOn':[%s],'sendAt':%s,'to':'shop/do','until':'2026-03-01T12:00:30Z'}"
            .formatted(effect, on, at));
  }

  WrittenHistory observed(String saga, int second, String effect, String rung) {
    return event(
        saga,
        second,
        "observation-recorded",
        "{'observation':{'effect':'%s'},'rung':'%s'}".formatted(effect, rung));
  }

  WrittenHistory backward(String saga, int second) {
    return event(saga, second, "went-backward", "{'why':'asked'}");
  }

  WrittenHistory ended(String saga, int second, String outcome) {
    return event(saga, second, "saga-ended", "{'losses':[],'outcome':'" + outcome + "'}");
  }

  List<Row> rows() {
    return rows;
  }

  History alone() {
    return new History(rows, List.of(), List.of(), List.of());
  }
}
