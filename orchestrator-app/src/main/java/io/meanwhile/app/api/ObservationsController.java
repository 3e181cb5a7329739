package io.meanwhile.app.api;

import io.meanwhile.app.format.JsonDocument;
import io.meanwhile.app.security.AccessFilter;
import io.meanwhile.app.security.Identity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where participants report what they learn about an effect after they answered. */
@RestController
@Tag(name = "observations")
final class ObservationsController {
  private final SagaReports reports;
  private final ApiLimits limits;

  ObservationsController(SagaReports reports, ApiLimits limits) {
    this.reports = reports;
    this.limits = limits;
  }

  @PostMapping(
      path = "/api/v1/sagas/{saga}/observations",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "reportObservation",
      summary = "Report an observation about one effect",
      description = "Needs the Meanwhile-Token that came with the request for that effect.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ObservationBody.class)))
  ReceiptResource report(
      @PathVariable("saga") String saga,
      @RequestHeader(name = AccessFilter.TOKEN, required = false) @Nullable String token,
      @RequestBody BodyText body,
      HttpServletRequest request) {
    ObservationBody observation =
        JsonDocument.read(
            body.text(), limits.document(), ObservationBody.KEYS, ObservationBody::read);
    return ReceiptResource.of(reports.report(saga, observation, token, Identity.of(request), null));
  }
}
