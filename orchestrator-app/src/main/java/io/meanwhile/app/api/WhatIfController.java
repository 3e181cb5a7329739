package io.meanwhile.app.api;

import io.meanwhile.app.format.JsonDocument;
import io.meanwhile.app.security.Identity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where anyone who may look asks what would follow. */
@RestController
@Tag(name = "what-if")
final class WhatIfController {
  private final WhatIfs whatIfs;
  private final ApiLimits limits;

  WhatIfController(WhatIfs whatIfs, ApiLimits limits) {
    this.whatIfs = whatIfs;
    this.limits = limits;
  }

  @PostMapping(
      path = "/api/v1/sagas/{saga}/what-if",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "askWhatIf",
      summary = "Say what would follow if something were otherwise",
      description =
          "Nothing is recorded and nothing is sent. The saga is played on from any point of its"
              + " history, with other observations or commands and given answers.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = WhatIfBody.class)))
  WhatIfResource ask(
      @PathVariable("saga") String saga, @RequestBody BodyText body, HttpServletRequest request) {
    WhatIfBody question =
        JsonDocument.read(body.text(), limits.document(), WhatIfBody.KEYS, WhatIfBody::read);
    return whatIfs.ask(saga, question, Identity.of(request));
  }
}
