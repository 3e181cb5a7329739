package io.meanwhile.app.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Places;
import io.meanwhile.app.format.Section;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new saga.
 *
 * @param version null for the newest
 * @param id null for a generated one
 * @param inputPlaces where the parts of the input stand in the body
 */
@Schema(name = "Start")
record StartBody(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "bridge-transfer")
        String definition,
    @Nullable Integer version,
    @Nullable String id,
    @Nullable Object input,
    Map<String, @Nullable Object> attributes,
    @JsonIgnore @Schema(hidden = true) Places inputPlaces) {

  static final Keys KEYS =
      Keys.of("definition", "version", "id", "input", "attributes").withNulls();

  static StartBody read(Section section) {
    section.require("definition");
    return new StartBody(
        Objects.requireNonNullElse(section.text("definition"), ""),
        section.whole("version", 1, Integer.MAX_VALUE),
        section.text("id"),
        section.value("input"),
        Objects.requireNonNullElse(section.object("attributes"), Map.of()),
        section.places("input"));
  }
}
