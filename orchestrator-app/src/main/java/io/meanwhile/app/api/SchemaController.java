package io.meanwhile.app.api;

import io.meanwhile.app.format.DocumentSchema;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the schemas of what people write, for editors. */
@RestController
@Tag(name = "definitions")
@RequestMapping("/api/v1/schema")
final class SchemaController {
  static final String SCHEMA_JSON = "application/schema+json";

  @GetMapping(path = "/definition", produces = SCHEMA_JSON)
  @Operation(
      operationId = "getDefinitionSchema",
      summary = "Show the JSON Schema of definitions, for editors")
  @ApiResponse(
      responseCode = "200",
      description = "JSON Schema 2020-12; its ETag changes when it does",
      content = @Content(mediaType = SCHEMA_JSON, schema = @Schema(type = "object")))
  ResponseEntity<byte[]> definition() {
    return show(DocumentSchema.DEFINITION);
  }

  @GetMapping(path = "/scenario", produces = SCHEMA_JSON)
  @Operation(
      operationId = "getScenarioSchema",
      summary = "Show the JSON Schema of scenarios, for editors")
  @ApiResponse(
      responseCode = "200",
      description = "JSON Schema 2020-12; its ETag changes when it does",
      content = @Content(mediaType = SCHEMA_JSON, schema = @Schema(type = "object")))
  ResponseEntity<byte[]> scenario() {
    return show(DocumentSchema.SCENARIO);
  }

  /** It may be kept, but is asked for again: a new version of the service may know more keys. */
  private static ResponseEntity<byte[]> show(DocumentSchema schema) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(SCHEMA_JSON))
        .cacheControl(CacheControl.noCache())
        .eTag(schema.digest())
        .body(schema.text().getBytes(StandardCharsets.UTF_8));
  }
}
