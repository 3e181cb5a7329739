package io.meanwhile.app.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.Syntax;
import org.junit.jupiter.api.Test;

/** One that is refused at its first line would load nothing. */
final class FirstReadingTest {

  @Test
  void whatIsReadBesideTheStartIsReadToItsEnd() {
    assertThat(DefinitionReader.read(FirstReading.EXAMPLE, Syntax.YAML))
        .isInstanceOf(DefinitionReader.Outcome.Fine.class);
  }
}
