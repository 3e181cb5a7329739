package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * docs/openapi.json is what the service says of itself. After a wanted change write it anew: {@code
 * ./mvnw -pl orchestrator-app -am test -Dtest=OpenApiTest -Dmeanwhile.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@ExtendWith(WithService.class)
class OpenApiTest {
  private static final Path FILE = Path.of("..", "docs", "openapi.json");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Service service;

  OpenApiTest(Service service) {
    this.service = service;
  }

  private ObjectNode generated() {
    ObjectNode generated = (ObjectNode) service.get("/v3/generated").json();
    // The address that this test happened to use.
    generated.remove("servers");
    return generated;
  }

  @Test
  void theFileIsWhatTheControllersSay() throws IOException {
    ObjectNode generated = generated();
    if (Boolean.getBoolean("meanwhile.write")) {
      Files.writeString(FILE, JSON.writeValueAsString(generated) + "\n");
    }

    assertThat(JSON.readTree(Files.readString(FILE))).isEqualTo(generated);
  }

  @Test
  void theFileIsServed() {
    JsonNode served = service.get("/v3/api-docs").json();

    assertThat(served.get("openapi").asString()).startsWith("3.1");
    assertThat(served.get("paths").has("/api/v1/sagas")).isTrue();
  }

  @Test
  void everyAddressSaysWhatItTakesAndThatItMayRefuse() {
    JsonNode paths = generated().get("paths");

    assertThat(paths.propertyNames())
        .containsExactlyInAnyOrder(
            "/api/v1/definitions",
            "/api/v1/definitions/{name}",
            "/api/v1/definitions/{name}/{version}",
            "/api/v1/definitions/{name}/{version}/drawing",
            "/api/v1/schema/definition",
            "/api/v1/schema/scenario",
            "/api/v1/sagas",
            "/api/v1/sagas/{saga}",
            "/api/v1/sagas/{saga}/standing",
            "/api/v1/sagas/{saga}/diff",
            "/api/v1/sagas/{saga}/what-if",
            "/api/v1/sagas/{saga}/events",
            "/api/v1/sagas/{saga}/observations",
            "/api/v1/sagas/{saga}/commands",
            "/api/v1/messages",
            "/api/v1/decisions",
            "/api/v1/schedules",
            "/api/v1/schedules/{name}",
            "/api/v1/schedules/{name}/commands",
            "/api/v1/commands");
    assertThat(paths)
        .allSatisfy(path ->
            assertThat(path)
                .allSatisfy(operation -> {
                  assertThat(operation.get("summary").asString()).isNotBlank();
                  assertThat(operation.get("responses").has("default")).isTrue();
                }));
    JsonNode start = paths.get("/api/v1/sagas").get("post");
    assertThat(start.get("requestBody").toString()).contains("#/components/schemas/Start");
    assertThat(start.get("responses").toString()).contains("#/components/schemas/Receipt");
  }
}
