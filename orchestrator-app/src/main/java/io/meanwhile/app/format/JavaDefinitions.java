package io.meanwhile.app.format;

import io.meanwhile.core.dsl.DefinitionDocument;
import io.meanwhile.core.model.Definition;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Definitions that were written in Java. They are read like any other document, so that they mean
 * the same, are checked for the same, and have the same digest.
 */
public final class JavaDefinitions {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JavaDefinitions() {}

  /** The document as JSON; what is stored when it is registered. */
  public static String json(DefinitionDocument document) {
    return JSON.writeValueAsString(document.content());
  }

  /** The definition, or everything that is wrong with it; places are those in the JSON. */
  public static DefinitionReader.Outcome read(DefinitionDocument document) {
    return DefinitionReader.read(json(document), Syntax.JSON);
  }

  /**
   * The definition, for unit tests.
   *
   * @throws IllegalArgumentException that says everything that is wrong with it
   */
  public static Definition definition(DefinitionDocument document) {
    return switch (read(document)) {
      case DefinitionReader.Outcome.Fine fine -> fine.definition();
      case DefinitionReader.Outcome.Flawed(List<Flaw> flaws) ->
          throw new IllegalArgumentException(
              flaws.stream()
                  .map(flaw -> flaw.pointer() + ": " + flaw.code() + ": " + flaw.message())
                  .collect(Collectors.joining("\n")));
    };
  }
}
