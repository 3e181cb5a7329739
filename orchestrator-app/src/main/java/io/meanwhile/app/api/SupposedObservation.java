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
 * A report that nobody made.
 *
 * @param effect the effect's key; null in the place of a recorded one means the same effect
 * @param observer null for the participant, or for who made the recorded one
 * @param says what it says
 */
@Schema(name = "SupposedObservation")
record SupposedObservation(
    @Schema(example = "lock/action/1") @Nullable String effect,
    @Nullable String observer,
    @JsonUnwrapped ReportContent says) {

  static final Keys KEYS = Keys.of(ReportContent.keys("effect", "observer")).withNulls();

  static SupposedObservation read(Section section, boolean added) {
    if (added) {
      section.require("effect");
    }
    String effect = effect(section);
    String observer = section.line("observer", ReportContent.LONGEST);
    return new SupposedObservation(effect, observer, ReportContent.read(section));
  }

  private static @Nullable String effect(Section section) {
    String text = section.line("effect", ReportContent.LONGEST + ReportContent.LONGEST);
    try {
      return text == null ? null : EffectKey.parse(text).toString();
    } catch (IllegalArgumentException notAKey) {
      section.flaw("bad-effect", "effect", "effect must be a key such as lock/action/1", null);
      return null;
    }
  }

  /**
   * The report as the model knows it.
   *
   * @param key what it is about, unless it says so itself
   * @param by who reports, unless it says so itself
   */
  Observation of(EffectKey key, String by, String id, Instant now) {
    EffectKey about = effect == null ? key : EffectKey.parse(effect);
    return says.of(about, Objects.requireNonNullElse(observer, by), id, now);
  }
}
