package io.meanwhile.sagas;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Syntax;
import io.meanwhile.core.checker.Bounds;
import io.meanwhile.core.checker.Checker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsTest {
  private static final int STATES = Integer.getInteger("meanwhile.states", 20_000);

  @ParameterizedTest
  @ValueSource(strings = {"bridge-transfer", "order"})
  void everyDefinitionIsFineAndNamedAfterItsFile(String name) throws IOException {
    var outcome = DefinitionReader.read(text(name), Syntax.YAML);

    assertThat(outcome).isInstanceOf(DefinitionReader.Outcome.Fine.class);
    var fine = (DefinitionReader.Outcome.Fine) outcome;
    assertThat(fine.definition().ref().name()).isEqualTo(name);
  }

  /** In whatever order things come: within bounds, which the report tells. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/META-INF/meanwhile/definitions/bridge-transfer",
        "/META-INF/meanwhile/definitions/order",
        "/io/meanwhile/sagas/bridge/early-patient-transfer",
        "/io/meanwhile/sagas/bridge/early-transfer",
        "/io/meanwhile/sagas/bridge/patient-transfer",
        "/io/meanwhile/sagas/bridge/strict-transfer",
        "/io/meanwhile/sagas/bridge/watched-transfer"
      })
  void everyDefinitionIsSound(String path) throws IOException {
    Bounds bounds = Bounds.DEFAULT.withMaxStates(STATES);
    var fine = (DefinitionReader.Outcome.Fine) DefinitionReader.read(at(path), Syntax.YAML);

    assertThat(Checker.check(fine.definition(), bounds).assertSound().states()).isPositive();
    assertThat(Checker.check(fine.definition(), bounds.withFaults(0)).assertSound().canPark())
        .isNotEmpty();
  }

  private static String text(String name) throws IOException {
    return at("/META-INF/meanwhile/definitions/" + name);
  }

  private static String at(String name) throws IOException {
    String path = name + ".yaml";
    try (InputStream in = Objects.requireNonNull(DefinitionsTest.class.getResourceAsStream(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
