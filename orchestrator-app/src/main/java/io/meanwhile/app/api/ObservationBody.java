package io.meanwhile.app.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Section;
import io.meanwhile.core.model.EffectKey;
import io.meanwhile.core.model.Observation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One report about one effect.
 *
 * @param effect the effect's key, with or without the saga's id before it
 * @param observer who reports; null for the participant that the effect was asked of, else the name
 *     of the key
 * @param id the observer's own id of this report
 * @param says what it says
 */
@Schema(name = "Observation")
record ObservationBody(
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "lock/action/1") String effect,
    @Nullable String observer,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String id,
    @JsonUnwrapped ReportContent says) {

  static final Keys KEYS = Keys.of(ReportContent.keys("effect", "observer", "id")).withNulls();

  static ObservationBody read(Section section) {
    section.require("effect");
    section.require("id");
    int longest = ReportContent.LONGEST;
    return new ObservationBody(
        Objects.requireNonNullElse(section.line("effect", longest + longest), ""),
        section.line("observer", longest),
        Objects.requireNonNullElse(section.line("id", longest), ""),
        ReportContent.read(section));
  }

  /**
   * The report as the model knows it.
   *
   * @param participant whom the effect was asked of
   */
  Observation of(EffectKey key, String participant, Instant now) {
    return says.of(key, Objects.requireNonNullElse(observer, participant), id, now);
  }
}
