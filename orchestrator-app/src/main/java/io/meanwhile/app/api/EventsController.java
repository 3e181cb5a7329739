package io.meanwhile.app.api;

import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.log.SagaLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A saga's history: what is recorded, page by page, or live as it grows. */
@RestController
@Tag(name = "events")
final class EventsController {
  private static final String PATH = "/api/v1/sagas/{saga}/events";
  private static final int MOST = 1000;
  private static final int DEFAULT_LIMIT = 200;

  private final SagaViews views;
  private final SagaLog log;
  private final LiveStreams streams;

  EventsController(SagaViews views, SagaLog log, LiveStreams streams) {
    this.views = views;
    this.log = log;
    this.streams = streams;
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "readEvents",
      summary = "Show a saga's events, in order, or follow them live",
      description =
          "As JSON page by page; as text/event-stream live, each with its sequence as id, so that a"
              + " reader that was cut off goes on with Last-Event-ID where it was.")
  EventPage page(
      @PathVariable("saga") String saga,
      @RequestParam(name = "after", required = false) @Nullable String after,
      @RequestParam(name = "limit", required = false) @Nullable String limit) {
    long from = after == null ? 0 : Parameters.following("after", after);
    int most = Parameters.whole("limit", limit, 1, MOST, DEFAULT_LIMIT);
    SagaView view = views.get(saga);
    List<EventResource> events =
        log.events(view.key(), from, most).stream().map(EventResource::of).toList();
    boolean more = events.size() == most;
    return new EventPage(events, more ? events.getLast().sequence() : null);
  }

  @GetMapping(path = PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(operationId = "readEvents")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(implementation = EventResource.class)))
  SseEmitter live(
      @PathVariable("saga") String saga,
      @RequestParam(name = "after", required = false) @Nullable String after,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      HttpServletRequest request) {
    views.get(saga);
    long from = -1;
    if (last != null) {
      from = Parameters.number("Last-Event-ID", last);
    } else if (after != null) {
      from = Parameters.number("after", after);
    }
    if (request.getMethod().equals("HEAD")) {
      // Nothing would ever be written to it, so nobody would notice when its reader is gone.
      SseEmitter nothing = new SseEmitter();
      nothing.complete();
      return nothing;
    }
    return streams.open(saga, from);
  }
}
