package io.meanwhile.app.api;

import io.meanwhile.app.format.Flaw;
import io.meanwhile.core.model.Definition;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a definition.
 *
 * @param digest SHA-256 of the content
 * @param steps in the order written
 * @param created true when this request registered it; only in the answer to one
 * @param warnings what does not keep it from being registered but will park its sagas
 * @param document the content as JSON; only where one version is asked for
 * @param source the text as it was registered; only where one version is asked for
 */
@Schema(name = "Definition")
record DefinitionResource(
    String name,
    int version,
    String digest,
    @Nullable String title,
    List<String> steps,
    @Nullable Boolean created,
    @Nullable List<Warning> warnings,
    @Nullable Map<String, @Nullable Object> document,
    @Nullable String source) {

  /**
   * Something that will need attention.
   *
   * @param code stable, see docs/errors.md
   * @param pointer JSON pointer into the document
   * @param line from 1; only of what can be seen in the text alone, as are the next two
   * @param column from 1
   * @param suggestion what was probably meant; null when there is nothing close
   */
  @Schema(name = "Warning")
  record Warning(
      String code,
      String pointer,
      String message,
      @Nullable Integer line,
      @Nullable Integer column,
      @Nullable String suggestion) {

    Warning(String code, String pointer, String message) {
      this(code, pointer, message, null, null, null);
    }

    static Warning of(Flaw flaw) {
      return new Warning(
          flaw.code(),
          flaw.pointer(),
          flaw.message(),
          flaw.line(),
          flaw.column(),
          flaw.suggestion());
    }
  }

  static DefinitionResource of(Definition definition) {
    return new DefinitionResource(
        definition.ref().name(),
        definition.ref().version(),
        definition.ref().digest(),
        definition.title(),
        definition.stepNames(),
        null,
        null,
        null,
        null);
  }

  DefinitionResource registered(@Nullable Boolean isNew, List<Warning> found) {
    return new DefinitionResource(
        name, version, digest, title, steps, isNew, found, document, source);
  }

  DefinitionResource with(@Nullable Map<String, @Nullable Object> content, String text) {
    return new DefinitionResource(
        name, version, digest, title, steps, created, warnings, content, text);
  }
}
