package io.meanwhile.app.api;

import io.meanwhile.app.decisions.OpenDecision;
import io.meanwhile.app.decisions.OpenDecisions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people have to decide. */
@RestController
@Tag(name = "decisions")
@RequestMapping(path = "/api/v1/decisions", produces = MediaType.APPLICATION_JSON_VALUE)
final class DecisionsController {
  private static final int MOST = 1000;
  private static final int USUAL = 100;

  private final OpenDecisions decisions;

  DecisionsController(OpenDecisions decisions) {
    this.decisions = decisions;
  }

  /** Open decisions, the oldest first. */
  @Schema(name = "Decisions")
  record Page(List<Open> decisions) {}

  /**
   * A decision that a saga waits for.
   *
   * @param who names and roles of those who may decide
   * @param form JSON Schema of what goes with it
   */
  @Schema(name = "OpenDecision")
  record Open(
      String saga,
      String definition,
      String step,
      String effect,
      List<String> who,
      List<String> choices,
      @Nullable Object form,
      Instant since,
      @Nullable Instant until) {
    static Open of(OpenDecision open) {
      return new Open(
          open.saga(),
          open.definition(),
          open.effect().place(),
          open.effect().toString(),
          open.who(),
          open.choices(),
          open.form(),
          open.since(),
          open.until());
    }
  }

  @GetMapping
  @Operation(
      operationId = "listDecisions",
      summary = "Decisions that sagas wait for",
      description =
          "With who=NAME only those that this name, or this role, may make. They are made with a"
              + " command of type decide to the saga.")
  Page list(
      @RequestParam(name = "who", required = false) @Nullable String who,
      @RequestParam(name = "saga", required = false) @Nullable String saga,
      @RequestParam(name = "limit", required = false) @Nullable String limit) {
    int most = Parameters.whole("limit", limit, 1, MOST, USUAL);
    return new Page(
        decisions
            .list(
                open ->
                    (who == null || open.who().contains(who))
                        && (saga == null || open.saga().equals(saga)),
                most)
            .stream()
            .map(Open::of)
            .toList());
  }
}
