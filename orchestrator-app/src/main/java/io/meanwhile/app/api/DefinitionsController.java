package io.meanwhile.app.api;

import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.engine.Definitions.Source;
import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Flaw;
import io.meanwhile.app.format.Syntax;
import io.meanwhile.app.problems.ErrorCode;
import io.meanwhile.app.problems.ProblemException;
import io.meanwhile.app.security.Identity;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DefinitionRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registers definitions and shows them. */
@RestController
@Tag(name = "definitions")
@RequestMapping(path = "/api/v1/definitions", produces = MediaType.APPLICATION_JSON_VALUE)
final class DefinitionsController {
  private static final String YAML = "application/yaml";
  private static final String OLD_YAML = "application/x-yaml";
  private static final String TEXT_YAML = "text/yaml";

  private final Definitions definitions;
  private final Unconfigured unconfigured;
  private final ApiLimits limits;

  DefinitionsController(Definitions definitions, Unconfigured unconfigured, ApiLimits limits) {
    this.definitions = definitions;
    this.unconfigured = unconfigured;
    this.limits = limits;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "registerDefinition",
      summary = "Register a version; the same content again changes nothing")
  @ApiResponse(
      responseCode = "201",
      description = "Registered",
      content = @Content(schema = @Schema(implementation = DefinitionResource.class)))
  @ApiResponse(
      responseCode = "200",
      description = "Registered before with the same content",
      content = @Content(schema = @Schema(implementation = DefinitionResource.class)))
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = {
        @Content(mediaType = YAML, schema = @Schema(type = "string")),
        @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object"))
      })
  ResponseEntity<DefinitionResource> registerJson(
      @RequestBody BodyText body, HttpServletRequest request) {
    return register(body.text(), Syntax.JSON, Identity.of(request));
  }

  @PostMapping(consumes = {YAML, OLD_YAML, TEXT_YAML})
  @Operation(hidden = true)
  ResponseEntity<DefinitionResource> registerYaml(
      @RequestBody BodyText body, HttpServletRequest request) {
    return register(body.text(), Syntax.YAML, Identity.of(request));
  }

  private ResponseEntity<DefinitionResource> register(String text, Syntax syntax, Identity who) {
    Source source =
        new Source(text, syntax == Syntax.JSON ? MediaType.APPLICATION_JSON_VALUE : YAML);
    return switch (DefinitionReader.read(text, syntax, limits.document())) {
      case DefinitionReader.Outcome.Fine fine -> register(source, fine, who);
      case DefinitionReader.Outcome.Flawed flawed -> throw refused(flawed);
    };
  }

  private ResponseEntity<DefinitionResource> register(
      Source source, DefinitionReader.Outcome.Fine read, Identity identity) {
    Definition definition = read.definition();
    boolean created = definitions.register(source, definition, identity.who()).created();
    DefinitionRef ref = definition.ref();
    URI location = URI.create("/api/v1/definitions/" + ref.name() + "/" + ref.version());
    DefinitionResource resource =
        DefinitionResource.of(definition).registered(created, warnings(read));
    return (created ? ResponseEntity.created(location) : ResponseEntity.ok().location(location))
        .body(resource);
  }

  private static ProblemException refused(DefinitionReader.Outcome.Flawed flawed) {
    List<Flaw> flaws = flawed.flaws();
    Flaw first = flaws.getFirst();
    boolean unreadable = flaws.size() == 1 && first.pointer().isEmpty();
    ErrorCode code =
        unreadable
            ? ErrorCode.of(first.code()).orElse(ErrorCode.INVALID_DEFINITION)
            : ErrorCode.INVALID_DEFINITION;
    return new ProblemException(code, Refusals.summary(flaws), flaws);
  }

  @GetMapping
  @Operation(operationId = "listDefinitions", summary = "List all definitions")
  DefinitionList list() {
    return new DefinitionList(definitions.list().stream().map(DefinitionResource::of).toList());
  }

  @GetMapping("/{name}")
  @Operation(
      operationId = "getNewestDefinition",
      summary = "Show the newest version of a definition")
  DefinitionResource newest(@PathVariable("name") String name) {
    return show(definitions.find(name).orElseThrow(() -> unknown(definitions.unknown(name, null))));
  }

  @GetMapping("/{name}/{version}")
  @Operation(operationId = "getDefinition", summary = "Show one version of a definition")
  DefinitionResource version(
      @PathVariable("name") String name, @PathVariable("version") String version) {
    int number = Parameters.whole("version", version, 1, Integer.MAX_VALUE);
    return show(
        definitions
            .find(name, number)
            .orElseThrow(() -> unknown(definitions.unknown(name, number))));
  }

  private static ProblemException unknown(String detail) {
    return new ProblemException(ErrorCode.UNKNOWN_DEFINITION, detail);
  }

  private DefinitionResource show(Definition definition) {
    DefinitionResource resource = DefinitionResource.of(definition);
    return definitions
        .source(definition.ref())
        .map(source -> show(resource, source))
        .orElseGet(() -> resource.registered(null, unconfigured.in(definition)));
  }

  private DefinitionResource show(DefinitionResource resource, Source source) {
    Syntax syntax = source.mediaType().equals(YAML) ? Syntax.YAML : Syntax.JSON;
    return switch (DefinitionReader.read(source.text(), syntax)) {
      case DefinitionReader.Outcome.Fine fine ->
          resource.registered(null, warnings(fine)).with(fine.document(), source.text());
      case DefinitionReader.Outcome.Flawed _ -> resource.with(null, source.text());
    };
  }

  private List<DefinitionResource.Warning> warnings(DefinitionReader.Outcome.Fine read) {
    return Stream.concat(
            unconfigured.in(read.definition()).stream(),
            read.warnings().stream().map(DefinitionResource.Warning::of))
        .toList();
  }
}
