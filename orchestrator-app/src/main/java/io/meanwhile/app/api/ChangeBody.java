package io.meanwhile.app.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Places;
import io.meanwhile.app.format.Section;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is otherwise than it was, or that happens in addition: a command, an observation,
 * an observation in the place of a recorded one, or one recorded event left out.
 *
 * @param replace the sequence number of the recorded observation that this one takes the place of
 * @param leaveOut the sequence number of a recorded event that came from outside: an observation, a
 *     failed attempt or an operator's act
 */
@Schema(name = "Change")
record ChangeBody(
    @Nullable String replace,
    @Nullable String leaveOut,
    @Nullable SupposedObservation observation,
    @Nullable CommandBody command,
    @JsonIgnore @Schema(hidden = true) Places places) {

  static final Keys KEYS = Keys.of("replace", "leaveOut", "observation", "command").withNulls();

  static ChangeBody read(Section section) {
    Section observation = section.section("observation", SupposedObservation.KEYS);
    Section command = section.section("command", CommandBody.KEYS);
    boolean replaces = section.has("replace");
    boolean whole =
        replaces
            ? observation != null && command == null && !section.has("leaveOut")
            : count(section.has("leaveOut"), observation != null, command != null) == 1;
    ChangeBody read =
        new ChangeBody(
            Sequences.read(section, "replace", 0),
            Sequences.read(section, "leaveOut", 0),
            observation == null ? null : SupposedObservation.read(observation, !replaces),
            command == null ? null : CommandBody.read(command),
            section.places());
    if (!whole) {
      String what = "a change is one of: command, observation, replace with observation, leaveOut";
      section.flaw("bad-change", replaces ? "replace" : "command", what, null);
    }
    return read;
  }

  private static int count(boolean... given) {
    int count = 0;
    for (boolean one : given) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** The recorded event that is otherwise; null for an addition. */
  @Nullable String sequence() {
    return replace == null ? leaveOut : replace;
  }
}
