package io.meanwhile.app.participants;

import io.meanwhile.core.model.Observation;
import io.meanwhile.core.model.SagaCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Takes secrets out of what participants say before it is stored: some repeat what they were asked
 * with. The exact text is found, also as JSON writes it, as a line of a record shows it, and where
 * it was cut off. Short secrets would be found everywhere.
 */
public final class Redaction {
  /** Shorter secrets are not looked for, nor shorter beginnings. */
  static final int SHORTEST = 8;

  private static final String CUT = "…";

  /** The longest first: one may hold another. The old ones of a changed secret stay. */
  private volatile List<Hidden> hidden = List.of();

  Redaction() {}

  private record Hidden(String text, String instead) {}

  synchronized void remember(String name, String secret) {
    if (secret.length() < SHORTEST || hidden.stream().anyMatch(it -> it.text.equals(secret))) {
      return;
    }
    List<Hidden> more = new ArrayList<>(hidden);
    String escaped = new String(JsonStringEncoder.getInstance().quoteAsCharArray(secret));
    String line = Excerpt.of(secret, secret.length());
    for (String text : List.of(secret, escaped, line).stream().distinct().toList()) {
      if (text.length() >= SHORTEST) {
        more.add(new Hidden(text, "[secret " + name + "]"));
      }
    }
    more.sort(Comparator.comparingInt((Hidden it) -> it.text.length()).reversed());
    hidden = List.copyOf(more);
  }

  /** The same command without secrets; itself where there are none. */
  public SagaCommand of(SagaCommand command) {
    if (hidden.isEmpty()) {
      return command;
    }
    if (command instanceof SagaCommand.Observe it) {
      return new SagaCommand.Observe(it.at(), of(it.observation()), it.answers());
    }
    if (command instanceof SagaCommand.ReportFailure it) {
      return new SagaCommand.ReportFailure(
          it.at(), it.effect(), it.attempt(), it.probe(), it.failure(), of(it.detail()));
    }
    return command;
  }

  /** True when a secret can be read in it. */
  public boolean shows(String text) {
    return hidden.stream().anyMatch(secret -> text.contains(secret.text));
  }

  private Observation of(Observation seen) {
    String reason = seen.reason() == null ? null : of(seen.reason());
    return seen.saying(of(seen.id()), json(seen.result()), reason);
  }

  private @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case String text -> of(text);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> clean = new LinkedHashMap<>();
        map.forEach((key, entry) -> clean.put(of(String.valueOf(key)), json(entry)));
        yield clean;
      }
      case List<?> list -> {
        List<@Nullable Object> clean = new ArrayList<>();
        list.forEach(item -> clean.add(json(item)));
        yield clean;
      }
      case null, default -> value;
    };
  }

  private String of(String text) {
    String clean = text;
    for (Hidden secret : hidden) {
      clean = clean.replace(secret.text, secret.instead);
    }
    return withoutBeginning(clean);
  }

  /** What was too long was cut and marked, and it may have been cut within a secret. */
  private String withoutBeginning(String text) {
    if (!text.endsWith(CUT)) {
      return text;
    }
    String rest = text.substring(0, text.length() - CUT.length());
    for (Hidden secret : hidden) {
      int longest = Math.min(secret.text.length() - 1, rest.length());
      for (int length = longest; length >= SHORTEST; length--) {
        if (rest.endsWith(secret.text.substring(0, length))) {
          return rest.substring(0, rest.length() - length) + secret.instead + CUT;
        }
      }
    }
    return text;
  }
}
