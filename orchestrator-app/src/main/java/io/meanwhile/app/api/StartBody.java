package io.meanwhile.app.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Places;
import io.meanwhile.app.format.Section;
import io.meanwhile.core.model.Child;
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
    Map<String, @Nullable Object> attributes =
        Objects.requireNonNullElse(section.object("attributes"), Map.of());
    if (attributes.keySet().stream().anyMatch(name -> name.startsWith(Child.ATTRIBUTES))) {
      String message = "attributes that begin with " + Child.ATTRIBUTES + " are not yours to set";
      section.flaw("bad-name", "attributes", message, null);
    }
    return new StartBody(
        Objects.requireNonNullElse(section.text("definition"), ""),
        section.whole("version", 1, Integer.MAX_VALUE),
        section.text("id"),
        section.value("input"),
        attributes,
        section.places("input"));
  }
}
