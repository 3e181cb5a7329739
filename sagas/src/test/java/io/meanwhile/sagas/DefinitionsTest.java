package io.meanwhile.sagas;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"bridge-transfer", "order"})
  void everyDefinitionIsFineAndNamedAfterItsFile(String name) throws IOException {
    var outcome = DefinitionReader.read(text(name), Syntax.YAML);

    assertThat(outcome).isInstanceOf(DefinitionReader.Outcome.Fine.class);
    var fine = (DefinitionReader.Outcome.Fine) outcome;
    assertThat(fine.definition().ref().name()).isEqualTo(name);
  }

  private static String text(String name) throws IOException {
    String path = "/META-INF/meanwhile/definitions/" + name + ".yaml";
    try (InputStream in = Objects.requireNonNull(DefinitionsTest.class.getResourceAsStream(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
