package io.meanwhile.app.config;

import io.meanwhile.app.problems.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What docs/openapi.json says beside what the controllers say. */
@Configuration(proxyBeanMethods = false)
class OpenApiWiring {
  private static final String KEY = "key";

  @Bean
  OpenAPI openApi() {
    SecurityScheme bearer =
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description("Needed once meanwhile.security.keys is configured.");
    return new OpenAPI()
        .info(
            new Info()
                .title("Meanwhile")
                .version("v1")
                .description(
                    "Sagas over systems that answer late, twice or never. Every refusal is an"
                        + " application/problem+json with a stable code, a detail and a remedy."))
        .components(new Components().addSecuritySchemes(KEY, bearer))
        .addSecurityItem(new SecurityRequirement().addList(KEY));
  }

  /** Whatever is asked, it may be refused, and a refusal always looks the same. */
  @Bean
  OpenApiCustomizer problemsEverywhere() {
    return api -> {
      ModelConverters.getInstance(true)
          .readAll(Problem.class)
          .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
      api.getPaths().values().stream()
          .map(PathItem::readOperations)
          .forEach(operations -> operations.forEach(OpenApiWiring::mayBeRefused));
    };
  }

  private static void mayBeRefused(Operation operation) {
    Schema<?> problem = new Schema<>().$ref("#/components/schemas/Problem");
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("Refused; see docs/errors.md for every code")
                .content(
                    new Content()
                        .addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(problem))));
  }
}
