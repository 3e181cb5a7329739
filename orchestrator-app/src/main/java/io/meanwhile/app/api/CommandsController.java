package io.meanwhile.app.api;

import io.meanwhile.app.engine.Caller;
import io.meanwhile.app.format.JsonDocument;
import io.meanwhile.app.security.AccessTable;
import io.meanwhile.app.security.Identity;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where operators act on one saga. */
@RestController
@Tag(name = "commands")
final class CommandsController {
  private final SagaActs acts;
  private final WhatIfs whatIfs;
  private final ApiLimits limits;

  CommandsController(SagaActs acts, WhatIfs whatIfs, ApiLimits limits) {
    this.acts = acts;
    this.whatIfs = whatIfs;
    this.limits = limits;
  }

  @PostMapping(
      path = "/api/v1/sagas/{saga}/commands",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "sendCommand",
      summary =
          "Cancel, pause or resume a saga, skip a step, answer a question, decide, tell a message,"
              + " or let the saga follow another version of its definition")
  @ApiResponse(
      responseCode = "202",
      description = "Durable",
      content = @Content(schema = @Schema(implementation = ReceiptResource.class)))
  @ApiResponse(
      responseCode = "200",
      description = "With preview=true: what it would do",
      content = @Content(schema = @Schema(implementation = WhatIfResource.class)))
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CommandBody.class)))
  ResponseEntity<?> act(
      @PathVariable("saga") String saga,
      @RequestParam(name = "preview", required = false) @Nullable String preview,
      @RequestBody BodyText body,
      HttpServletRequest request) {
    boolean onlyPreview = Parameters.truth("preview", preview);
    CommandBody command =
        JsonDocument.read(body.text(), limits.document(), CommandBody.KEYS, CommandBody::read);
    Identity identity = Identity.of(request);
    if (onlyPreview) {
      identity.require(AccessTable.operators());
      return ResponseEntity.ok(whatIfs.preview(saga, command, identity));
    }
    Caller caller = Caller.named(identity.who());
    return ResponseEntity.accepted()
        .body(ReceiptResource.of(acts.act(saga, command, identity, caller)));
  }
}
