package io.meanwhile.app.format;

import io.meanwhile.core.model.ResultShape;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The shape of a result as a JSON Schema, compiled when the first result is held against it. */
final class ResultSchema implements ResultShape {
  /** One flaw often has others behind it, and all of them are kept with the saga. */
  private static final int MOST_TOLD = 3;

  private static final int LONGEST_TOLD = 300;

  private final @Nullable Object schema;
  private volatile @Nullable InputSchema compiled;

  private ResultSchema(@Nullable Object schema) {
    this.schema = schema;
  }

  /** What a step says under {@code returns}; null when it says nothing. */
  static @Nullable ResultShape read(Section step) {
    Node node = step.node("returns");
    if (node == null) {
      return null;
    }
    SchemaCheck.check(node, step.at("returns"), step.flaws());
    return new ResultSchema(node.value());
  }

  @Override
  public @Nullable String misfit(@Nullable Object result) {
    List<InputSchema.Violation> wrong = schema().violations(result);
    return wrong.isEmpty()
        ? null
        : wrong.stream().limit(MOST_TOLD).map(ResultSchema::told).collect(Collectors.joining("; "))
            + (wrong.size() > MOST_TOLD ? "; and more" : "");
  }

  /** The place in the result comes first; the result itself has none. */
  private static String told(InputSchema.Violation wrong) {
    String text =
        wrong.pointer().isEmpty() ? wrong.message() : wrong.pointer() + ": " + wrong.message();
    return text.length() <= LONGEST_TOLD ? text : text.substring(0, LONGEST_TOLD) + "…";
  }

  private InputSchema schema() {
    InputSchema ready = compiled;
    if (ready == null) {
      ready = InputSchema.compile(schema);
      compiled = ready;
    }
    return ready;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ResultSchema shape && Objects.equals(shape.schema, schema);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(schema);
  }

  @Override
  public String toString() {
    return String.valueOf(schema);
  }
}
