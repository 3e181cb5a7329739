package io.meanwhile.app.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys are no texts, or whose order counts: as a list of pairs in that order, since the
 * names of a canonical object are sorted.
 */
record PairsCodec(ValueCodec key, ValueCodec value) implements ValueCodec {
  @Override
  public void write(JsonBuffer out, Object map) {
    char next = '[';
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      out.put(next).put('[');
      key.write(out, entry.getKey());
      out.put(',');
      value.write(out, entry.getValue());
      out.put(']');
      next = ',';
    }
    if (next == '[') {
      out.put('[');
    }
    out.put(']');
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    if (!(json instanceof List<?> pairs)) {
      throw ValueCodecs.unexpected("a list of pairs", json);
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Object each : pairs) {
      if (!(each instanceof List<?> pair) || pair.size() != 2) {
        throw ValueCodecs.unexpected("a pair", each);
      }
      Object name = key.read(pair.getFirst());
      Object content = value.read(pair.getLast());
      if (name == null || content == null || map.put(name, content) != null) {
        throw new IllegalArgumentException("a pair with a hole, or twice: " + name);
      }
    }
    return map;
  }

  @Override
  public @Nullable Object read(WrittenJson in) {
    in.expect('[');
    Map<Object, Object> map = new LinkedHashMap<>();
    while (!in.take(']')) {
      if (!map.isEmpty()) {
        in.expect(',');
      }
      in.expect('[');
      Object name = key.read(in);
      in.expect(',');
      Object content = value.read(in);
      in.expect(']');
      if (name == null || content == null || map.put(name, content) != null) {
        throw WrittenJson.unsure();
      }
    }
    return map;
  }
}
