package io.meanwhile.app.api;

import io.meanwhile.app.drawing.DefinitionDrawing;
import io.meanwhile.app.drawing.DrawingStyle;
import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.core.model.Definition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows definitions as pictures. */
@RestController
@Tag(name = "definitions")
@RequestMapping("/api/v1/definitions")
final class DrawingController {
  private static final String SVG = "image/svg+xml";

  /** Nothing runs, nothing is fetched, and no style but the drawing's own counts. */
  private static final String POLICY =
      "default-src 'none'; style-src '"
          + DrawingStyle.hash()
          + "'; frame-ancestors 'none'; sandbox";

  private final Definitions definitions;

  DrawingController(Definitions definitions) {
    this.definitions = definitions;
  }

  @GetMapping(path = "/{name}/{version}/drawing", produces = SVG)
  @Operation(operationId = "drawDefinition", summary = "Draw one version of a definition as SVG")
  @ApiResponse(
      responseCode = "200",
      description = "The drawing",
      content = @Content(mediaType = SVG, schema = @Schema(type = "string")))
  ResponseEntity<byte[]> drawing(
      @PathVariable("name") String name, @PathVariable("version") String version) {
    int number = Parameters.whole("version", version, 1, Integer.MAX_VALUE);
    Definition definition =
        definitions
            .find(name, number)
            .orElseThrow(() ->
                new ProblemException(
                    ErrorCode.UNKNOWN_DEFINITION, definitions.unknown(name, number)));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(SVG))
        .header("Content-Security-Policy", POLICY)
        .body(DefinitionDrawing.svg(definition).getBytes(StandardCharsets.UTF_8));
  }
}
