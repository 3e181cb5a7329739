package io.meanwhile.app.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meanwhile.app.api.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFilesTest {
  @TempDir private Path data;
  @TempDir private Path definitions;

  private void file(String name, String text) throws IOException {
    Files.writeString(definitions.resolve(name), text);
  }

  private Service start() {
    return Service.start(data, "--meanwhile.definitions.path=" + definitions);
  }

  private static List<String> registered(Service service) {
    return service.get("/api/v1/definitions").json().get("definitions").findValuesAsString("name");
  }

  @Test
  void whatLiesInTheDirectoryIsRegisteredAndABrokenFileHarmsNoNeighbour() throws IOException {
    file("a-broken.yaml", "saga: broken\nversion: [");
    file("b.yaml", "{saga: from-yaml, version: 1, steps: {a: {call: box/put}}}");
    file(
        "c.json",
        "{\"saga\": \"from-json\", \"version\": 1, \"steps\": {\"a\": {\"call\": \"box/put\"}}}");
    file("notes.txt", "{saga: not-this, version: 1, steps: {a: {call: box/put}}}");

    try (Service service = start()) {
      assertThat(registered(service)).contains("from-yaml", "from-json").doesNotContain("not-this");
      assertThat(service.run("from-json", "{}").get("status").asString()).isEqualTo("COMPLETED");
    }

    file("b.yaml", "{saga: from-yaml, version: 1, steps: {other: {call: box/put}}}");
    try (Service service = start()) {
      assertThat(service.get("/api/v1/definitions/from-yaml").text()).contains("\"steps\":[\"a\"]");
    }
  }

  @Test
  void aDirectoryThatIsNoneKeepsTheServiceFromStarting() {
    assertThatThrownBy(
            () -> Service.start(data, "--meanwhile.definitions.path=" + data.resolve("none")))
        .hasRootCauseMessage(
            "meanwhile.definitions.path is "
                + data.resolve("none")
                + ", which is not a directory.");
  }
}
