package io.meanwhile.app.engine;

import io.meanwhile.app.engine.RefusedException.Problem;
import io.meanwhile.app.format.InputSchemas;
import io.meanwhile.core.model.Definition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks an input against the JSON Schema in its definition. */
public final class SchemaInputCheck implements InputCheck {
  private final InputSchemas schemas = new InputSchemas();

  @Override
  public void check(Definition definition, @Nullable Object input) {
    List<Problem> problems =
        schemas.violations(definition, input).stream()
            .map(violation -> new Problem(violation.pointer(), violation.message()))
            .toList();
    if (!problems.isEmpty()) {
      throw new RefusedException(
          "input-invalid",
          "The input does not fit what definition " + definition.ref() + " asks for.",
          problems);
    }
  }
}
