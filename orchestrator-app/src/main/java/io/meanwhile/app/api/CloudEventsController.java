package io.meanwhile.app.api;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.format.Closest;
import io.meanwhile.app.format.JsonDocument;
import io.meanwhile.app.format.Keys;
import io.meanwhile.app.format.Section;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.app.security.AccessFilter;
import io.meanwhile.app.security.AccessTable;
import io.meanwhile.app.security.Identity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes every command as a CloudEvent, structured (one JSON) or binary (headers and data). */
@RestController
@Tag(name = "commands")
@RequestMapping(path = "/api/v1/commands", produces = MediaType.APPLICATION_JSON_VALUE)
final class CloudEventsController {
  private static final String START = "meanwhile.start-saga";
  private static final String OBSERVE = "meanwhile.observe";
  private static final String CANCEL = "meanwhile.cancel";
  private static final String PAUSE = "meanwhile.pause";
  private static final String RESUME = "meanwhile.resume";
  private static final String SKIP = "meanwhile.skip";
  private static final String ANSWER = "meanwhile.answer";
  private static final String MESSAGE = "meanwhile.message";
  private static final String DECIDE = "meanwhile.decide";
  private static final String MIGRATE = "meanwhile.migrate";
  private static final List<String> TYPES =
      List.of(START, OBSERVE, CANCEL, PAUSE, RESUME, SKIP, ANSWER, MESSAGE, DECIDE, MIGRATE);
  private static final String SAGA = "saga";
  private static final String PREFIX = "meanwhile.";

  private final SagaStarts starts;
  private final SagaReports reports;
  private final SagaActs acts;
  private final ApiLimits limits;

  CloudEventsController(SagaStarts starts, SagaReports reports, SagaActs acts, ApiLimits limits) {
    this.starts = starts;
    this.reports = reports;
    this.acts = acts;
    this.limits = limits;
  }

  @PostMapping(consumes = CloudEvent.MEDIA_TYPE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "sendCloudEvent",
      summary = "Send a command as a CloudEvent",
      description =
          "Types: meanwhile.start-saga, meanwhile.observe, meanwhile.cancel, meanwhile.pause,"
              + " meanwhile.resume, meanwhile.skip, meanwhile.answer, meanwhile.message,"
              + " meanwhile.decide, meanwhile.migrate. The data has the fields of the command's own address, and saga"
              + " (or the subject) where that has an id in its path. The same source and id start"
              + " the same saga. In binary mode the attributes come as ce-… headers and the body is"
              + " the data.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = {
        @Content(mediaType = CloudEvent.MEDIA_TYPE, schema = @Schema(type = "object")),
        @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"))
      })
  ReceiptResource structured(@RequestBody BodyText body, HttpServletRequest request) {
    JsonDocument document = JsonDocument.parse(body.text(), limits.document());
    CloudEvent event = document.checked(CloudEvent.structured(document.open().values()));
    return carriedOut(event, document, keys -> document.section("data", keys), request);
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(hidden = true)
  ReceiptResource binary(@RequestBody BodyText body, HttpServletRequest request) {
    CloudEvent event = CloudEvent.binary(request::getHeader);
    JsonDocument document = JsonDocument.parse(body.text(), limits.document());
    return carriedOut(event, document, document::section, request);
  }

  private ReceiptResource carriedOut(
      CloudEvent event,
      JsonDocument document,
      Function<Keys, Section> data,
      HttpServletRequest request) {
    Identity identity = Identity.of(request);
    Caller caller = new Caller(identity.who(), event.correlation(), event.causation());
    return switch (event.type()) {
      case START -> {
        identity.require(AccessTable.starters());
        StartBody start = document.checked(StartBody.read(data.apply(StartBody.KEYS)));
        yield ReceiptResource.started(starts.start(start, event.identity(), caller), null);
      }
      case OBSERVE -> {
        identity.require(AccessTable.reporters());
        Section section = data.apply(ObservationBody.KEYS.and(SAGA));
        String saga = event.saga(section);
        ObservationBody observation = document.checked(ObservationBody.read(section));
        String token = request.getHeader(AccessFilter.TOKEN);
        yield ReceiptResource.of(
            reports.report(
                saga, observation, token == null ? event.token() : token, identity, event));
      }
      case CANCEL, PAUSE, RESUME, SKIP, ANSWER, MESSAGE, DECIDE, MIGRATE -> {
        Section section = data.apply(CommandBody.DATA_KEYS);
        String saga = event.saga(section);
        String type = event.type().substring(PREFIX.length());
        CommandBody command = document.checked(CommandBody.read(section, type));
        yield ReceiptResource.of(acts.act(saga, command, identity, caller));
      }
      default -> throw unknown(event.type());
    };
  }

  private static ProblemException unknown(String type) {
    String near = Closest.to(type, TYPES);
    String hint = near == null ? "" : " Did you mean " + near + "?";
    return new ProblemException(
        ErrorCode.UNKNOWN_COMMAND,
        "The type must be one of " + String.join(", ", TYPES) + "." + hint);
  }
}
