package io.meanwhile.app.api;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.engine.Receipt;
import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.format.CanonicalJson;
import io.meanwhile.app.format.JsonDocument;
import io.meanwhile.app.security.Identity;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.standing.Standing;
import io.meanwhile.core.standing.StandingText;
import io.meanwhile.core.standing.Statuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starts sagas and shows them. */
@RestController
@Tag(name = "sagas")
@RequestMapping(path = "/api/v1/sagas", produces = MediaType.APPLICATION_JSON_VALUE)
final class SagasController {
  private static final List<String> GOALS = List.of("ended", "confirmed");
  private static final int LONGEST_KEY = 255;
  private static final String PASTS =
      "With sequence=N as it was known when it had N events, with recordedBy=T as it was known at"
          + " that time, with occurredBy=T as it was at that time, as far as it is known by now.";

  private final Orchestrator orchestrator;
  private final SagaStarts starts;
  private final Pasts pasts;
  private final Standings standings;
  private final SagaSearch search;
  private final Acknowledgement acknowledgement;
  private final ApiLimits limits;

  SagasController(
      Orchestrator orchestrator,
      SagaStarts starts,
      Pasts pasts,
      SagaSearch search,
      Acknowledgement acknowledgement,
      ApiLimits limits) {
    this.orchestrator = orchestrator;
    this.starts = starts;
    this.pasts = pasts;
    this.standings = new Standings(orchestrator);
    this.search = search;
    this.acknowledgement = acknowledgement;
    this.limits = limits;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "startSaga",
      summary = "Start a saga",
      description =
          "Answers once the start is durable; with wait, once the saga ended, parked or (until="
              + "confirmed) its goal is met at confirmed level, or the wait is over.")
  @ApiResponse(
      responseCode = "202",
      description = "Durable",
      content = @Content(schema = @Schema(implementation = ReceiptResource.class)))
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = StartBody.class)))
  ResponseEntity<ReceiptResource> start(
      @RequestBody BodyText body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestParam(name = "wait", required = false) @Nullable String wait,
      @RequestParam(name = "until", required = false) @Nullable String until,
      HttpServletRequest request) {
    Duration patience =
        wait == null ? null : Parameters.duration("wait", wait, limits.longestWait());
    String goal = Parameters.word("until", until, GOALS);
    Parameters.line("Idempotency-Key", key, LONGEST_KEY);
    StartBody start =
        JsonDocument.read(body.text(), limits.document(), StartBody.KEYS, StartBody::read);

    Receipt receipt = starts.start(start, key, Caller.named(Identity.of(request).who()));

    SagaResource state =
        patience == null ? null : waited(receipt.saga(), "confirmed".equals(goal), patience);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/sagas/" + receipt.saga()))
        .body(ReceiptResource.started(receipt, state));
  }

  private SagaResource waited(String saga, boolean confirmedWillDo, Duration patience) {
    SagaView view =
        acknowledgement.of(
            orchestrator.await(saga, reached -> isReached(reached, confirmedWillDo), patience),
            patience);
    return SagaResource.of(view);
  }

  private static boolean isReached(SagaView view, boolean confirmedWillDo) {
    SagaStatus status = Statuses.statusOf(view.definition(), view.state());
    return switch (status) {
      case COMPLETED, COMPENSATED, PARKED -> true;
      case CONFIRMED -> confirmedWillDo;
      case NOT_STARTED, RUNNING, COMPENSATING -> false;
    };
  }

  @GetMapping("/{saga}")
  @Operation(
      operationId = "getSaga",
      summary = "Show one saga as it is now, or as it was",
      description = PASTS)
  SagaResource get(
      @PathVariable("saga") String saga,
      @RequestParam(name = "sequence", required = false) @Nullable String sequence,
      @RequestParam(name = "recordedBy", required = false) @Nullable String recordedBy,
      @RequestParam(name = "occurredBy", required = false) @Nullable String occurredBy) {
    return SagaResource.of(pasts.get(saga, new Pasts.Asked(sequence, recordedBy, occurredBy)));
  }

  @GetMapping("/{saga}/diff")
  @Operation(
      operationId = "diffSaga",
      summary = "What became of a saga between two places in its history",
      description = "Places are numbers of events, as sequence shows them; to is now unless given.")
  DiffResource diff(
      @PathVariable("saga") String saga,
      @RequestParam(name = "from", required = false) @Nullable String from,
      @RequestParam(name = "to", required = false) @Nullable String to) {
    return pasts.diff(saga, from, to);
  }

  @GetMapping(path = "/{saga}/standing", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "getStanding",
      summary = "What has happened, what is pending, what constitutes completion",
      description = "As JSON, or as text/plain: a sentence for each entry. " + PASTS)
  StandingResource standing(
      @PathVariable("saga") String saga,
      @RequestParam(name = "sequence", required = false) @Nullable String sequence,
      @RequestParam(name = "recordedBy", required = false) @Nullable String recordedBy,
      @RequestParam(name = "occurredBy", required = false) @Nullable String occurredBy) {
    Pasts.Asked asked = new Pasts.Asked(sequence, recordedBy, occurredBy);
    return StandingResource.of(standings.of(pasts.get(saga, asked), asked.past()));
  }

  @GetMapping(path = "/{saga}/standing", produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(operationId = "getStanding")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")))
  ResponseEntity<byte[]> standingInWords(
      @PathVariable("saga") String saga,
      @RequestParam(name = "sequence", required = false) @Nullable String sequence,
      @RequestParam(name = "recordedBy", required = false) @Nullable String recordedBy,
      @RequestParam(name = "occurredBy", required = false) @Nullable String occurredBy) {
    Pasts.Asked asked = new Pasts.Asked(sequence, recordedBy, occurredBy);
    Standing standing = standings.of(pasts.get(saga, asked), asked.past());
    String text = StandingText.of(saga, standing, CanonicalJson::text);
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping
  @Operation(
      operationId = "listSagas",
      summary = "List sagas, the newest first",
      description =
          "Filters may be combined; attribute.NAME=VALUE, as often as needed, asks for sagas whose"
              + " attribute has that value. The list follows the log: asOf says how far it is"
              + " behind. A page may have fewer sagas than the limit, even none, and still a next"
              + " cursor.")
  SagaPage list(
      @Parameter(description = "One status, or several with commas between")
          @RequestParam(name = "status", required = false)
          @Nullable String status,
      @RequestParam(name = "definition", required = false) @Nullable String definition,
      @Parameter(description = "A kind of divergence, such as refused")
          @RequestParam(name = "divergence", required = false)
          @Nullable String divergence,
      @Parameter(description = "Started at this instant or later")
          @RequestParam(name = "since", required = false)
          @Nullable String since,
      @Parameter(description = "Started before this instant")
          @RequestParam(name = "before", required = false)
          @Nullable String before,
      @Parameter(description = "Part of the id, of the definition's name or of an attribute")
          @RequestParam(name = "q", required = false)
          @Nullable String q,
      @RequestParam(name = "limit", required = false) @Nullable String limit,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor,
      @Parameter(hidden = true) @RequestParam Map<String, String> all) {
    return search.page(
        SagaSearch.filter(
            new SagaSearch.Asked(status, definition, divergence, since, before, q), all),
        limit,
        cursor);
  }
}
