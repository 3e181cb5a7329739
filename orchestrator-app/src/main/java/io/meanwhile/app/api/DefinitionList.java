package io.meanwhile.app.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Definitions, by name and version. */
@Schema(name = "DefinitionList")
record DefinitionList(List<DefinitionResource> definitions) {}
