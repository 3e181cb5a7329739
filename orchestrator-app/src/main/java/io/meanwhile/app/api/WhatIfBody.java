package io.meanwhile.app.api;

import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Section;
import io.meanwhile.app.format.Sections;
import io.meanwhile.core.whatif.Bounds;
import io.meanwhile.core.whatif.WhatIf;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about a saga: what would follow if something were otherwise.
 *
 * @param at the saga when it had so many events; null: at present
 * @param changes what is otherwise, and what happens at that point
 * @param then what comes after the point: what really came, as far as it makes sense, and then the
 *     answers; or the answers at once
 * @param answers how participants answer; null for all final at once
 * @param limit most events to play
 */
@Schema(name = "WhatIf")
record WhatIfBody(
    @Nullable String at,
    @Nullable List<ChangeBody> changes,
    @Schema(allowableValues = {"answers", "history"}) @Nullable String then,
    @Nullable AnswersBody answers,
    @Schema(minimum = "1", maximum = "10000", defaultValue = "1000") @Nullable Integer limit) {

  static final Keys KEYS = Keys.of("at", "changes", "then", "answers", "limit").withNulls();
  private static final int MOST_CHANGES = 100;
  private static final int MOST_EVENTS = 10_000;

  static WhatIfBody read(Section section) {
    return new WhatIfBody(
        Sequences.read(section, "at", 1),
        Sections.list(section, "changes", ChangeBody.KEYS, MOST_CHANGES).stream()
            .map(ChangeBody::read)
            .toList(),
        section.word("then", Words.all(WhatIf.Then.class)),
        AnswersBody.read(section.section("answers", AnswersBody.KEYS)),
        section.whole("limit", 1, MOST_EVENTS));
  }

  List<ChangeBody> all() {
    return changes == null ? List.of() : changes;
  }

  WhatIf.Then afterwards() {
    return Words.parse(WhatIf.Then.class, then).orElse(WhatIf.Then.ANSWERS);
  }

  Bounds bounds() {
    int events = limit == null ? Bounds.DEFAULT.events() : limit;
    return new Bounds(events, Bounds.DEFAULT.time());
  }

  /** True when the state of now does not do: the question is about the past. */
  boolean asksAboutThePast() {
    return at != null || all().stream().anyMatch(change -> change.sequence() != null);
  }
}
