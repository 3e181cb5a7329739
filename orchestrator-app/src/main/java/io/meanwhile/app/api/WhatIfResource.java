package io.meanwhile.app.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.format.JsonBuffer;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.standing.CancelPreview;
import io.meanwhile.core.whatif.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What would follow. Nothing was recorded and nothing was sent.
 *
 * @param verdict what the additions do at once: goes-backward, held, refused, nothing-new or
 *     accepted
 * @param code of a refusal
 * @param reason why it is refused or held
 * @param compensations those that would, or might, fire, in an order in which they may begin
 * @param losses what could not be undone, or might not under other answers
 * @param events the names of those that follow at once
 * @param follows all that would be in the log from here on
 * @param standing at the end of the play
 * @param wouldNotHaveBeen sequence numbers of the recorded events that say what does not happen
 *     here
 * @param notTakenIn what really came and makes no sense here
 * @param notConfigured participants that the saga asks and that are not configured here: in a play
 *     they answer, a real saga parks
 */
@Schema(name = "WhatWouldFollow")
record WhatIfResource(
    String verdict,
    @Nullable String code,
    @Nullable String reason,
    List<Planned> compensations,
    List<String> losses,
    List<String> events,
    List<Follows> follows,
    Stopped stopped,
    StandingResource standing,
    List<String> wouldNotHaveBeen,
    List<NotTakenIn> notTakenIn,
    List<String> notConfigured) {

  private static final String HELD =
      "A pivot is in flight: nothing is undone unless it turns out void.";

  /**
   * One compensation.
   *
   * @param certain true when the action stands; false when it only may
   * @param after the actions whose compensations come first
   * @param fires true when it does under the answers given
   */
  @Schema(name = "PlannedCompensation")
  record Planned(
      String effect,
      String call,
      String level,
      boolean certain,
      List<String> after,
      boolean fires) {}

  /**
   * One event that would follow, as the log would have it.
   *
   * @param recorded the sequence number of the recorded event that says the same, its times apart
   */
  @Schema(name = "WouldBeEvent")
  record Follows(
      String sequence,
      String type,
      String version,
      Instant recordedAt,
      @Schema(types = "object") @JsonRawValue String data,
      @Nullable String recorded) {}

  /**
   * Why and when, in its own time, the play is over.
   *
   * @param why ended, parked, paused, waits, limit, time or refused
   */
  @Schema(name = "Stopped")
  record Stopped(String why, Instant at) {}

  @Schema(name = "NotTakenIn")
  record NotTakenIn(String sequence, String why) {}

  static WhatIfResource of(Outcome outcome, EventCodec codec, List<String> notConfigured) {
    return of(outcome, codec, notConfigured, outcome.verdict());
  }

  /** Only a cancel's verdict says more than that it is accepted. */
  static WhatIfResource preview(
      Outcome outcome, EventCodec codec, List<String> notConfigured, String type) {
    Outcome.Verdict verdict = outcome.verdict();
    boolean says = type.equals("cancel") || verdict == Outcome.Verdict.REFUSED;
    boolean plain = !says && verdict != Outcome.Verdict.NOTHING_NEW;
    return of(outcome, codec, notConfigured, plain ? Outcome.Verdict.ACCEPTED : verdict);
  }

  private static WhatIfResource of(
      Outcome outcome, EventCodec codec, List<String> notConfigured, Outcome.Verdict verdict) {
    Outcome.Refused refused = outcome.refused();
    String held = verdict == Outcome.Verdict.HELD ? HELD : null;
    return new WhatIfResource(
        Words.of(verdict),
        refused == null ? null : refused.code(),
        refused == null ? held : refused.detail(),
        outcome.compensations().stream().map(WhatIfResource::planned).toList(),
        outcome.losses(),
        outcome.atOnce().stream().map(codec::type).toList(),
        follows(outcome, codec),
        new Stopped(Words.of(outcome.stop()), outcome.at()),
        StandingResource.of(outcome.standing()),
        outcome.wouldNotHaveBeen().stream().map(String::valueOf).toList(),
        outcome.left().stream()
            .map(left -> new NotTakenIn(Long.toString(left.sequence()), left.why()))
            .toList(),
        notConfigured);
  }

  /** The same, with some of the compensations known to be refused: what they undo is a loss. */
  WhatIfResource losing(Predicate<String> refuses) {
    List<String> lost =
        compensations.stream().map(Planned::effect).filter(refuses).distinct().toList();
    if (lost.isEmpty()) {
      return this;
    }
    return new WhatIfResource(
        verdict,
        code,
        reason,
        compensations.stream().filter(planned -> !lost.contains(planned.effect())).toList(),
        Stream.concat(losses.stream(), lost.stream()).distinct().toList(),
        events,
        follows,
        stopped,
        standing,
        wouldNotHaveBeen,
        notTakenIn,
        notConfigured);
  }

  private static Planned planned(Outcome.Compensation compensation) {
    CancelPreview.Planned plan = compensation.plan();
    return new Planned(
        plan.effect(),
        plan.call(),
        plan.level().name(),
        plan.certain(),
        plan.after(),
        compensation.fires());
  }

  private static List<Follows> follows(Outcome outcome, EventCodec codec) {
    List<@Nullable Long> matches = outcome.matches();
    List<Follows> follows = new ArrayList<>(outcome.events().size());
    JsonBuffer buffer = new JsonBuffer();
    for (int i = 0; i < outcome.events().size(); i++) {
      SagaEvent event = outcome.events().get(i);
      buffer.reset();
      EventCodec.Form form = codec.form(event);
      form.write(buffer, event);
      Long recorded = matches.get(i);
      follows.add(
          new Follows(
              Long.toString(outcome.first() + i),
              form.type(),
              form.version(),
              event.at(),
              new String(buffer.copy(0, buffer.size()), StandardCharsets.UTF_8),
              recorded == null ? null : recorded.toString()));
    }
    return follows;
  }
}
