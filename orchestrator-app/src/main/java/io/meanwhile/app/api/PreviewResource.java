package io.meanwhile.app.api;

import io.meanwhile.core.standing.CancelPreview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command would do if it were sent now. Nothing was recorded and nothing was sent.
 *
 * @param verdict goes-backward, held, refused or nothing-new for a cancel; accepted, refused or
 *     nothing-new for the others
 * @param compensations for a cancel: those that would, or might, fire, in an order in which they
 *     may begin
 * @param losses for a cancel: what could not be undone
 * @param events for the others: the events that would follow
 */
@Schema(name = "Preview")
record PreviewResource(
    String verdict,
    @Nullable String reason,
    @Nullable List<Planned> compensations,
    @Nullable List<String> losses,
    @Nullable List<String> events) {

  /**
   * One compensation.
   *
   * @param certain true when the action stands; false when it only may
   * @param after the actions whose compensations come first
   */
  @Schema(name = "PlannedCompensation")
  record Planned(String effect, String call, String level, boolean certain, List<String> after) {}

  static PreviewResource of(CancelPreview preview) {
    return new PreviewResource(
        Words.of(preview.verdict()),
        preview.reason(),
        preview.compensations().stream().map(PreviewResource::planned).toList(),
        preview.losses(),
        null);
  }

  private static Planned planned(CancelPreview.Planned planned) {
    return new Planned(
        planned.effect(),
        planned.call(),
        planned.level().name(),
        planned.certain(),
        planned.after());
  }

  static PreviewResource answered(
      String verdict, @Nullable String reason, @Nullable List<String> events) {
    return new PreviewResource(verdict, reason, null, null, events);
  }
}
