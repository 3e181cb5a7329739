package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What docs/how-to/react-to-trouble.md tells a newcomer is so. */
class ReactHowToTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "how-to", "react-to-trouble.md"));
  }

  @Test
  void itsDefinitionIsAccepted() throws IOException {
    String page = page();
    int from = page.indexOf("```yaml\n") + "```yaml\n".length();
    String yaml = page.substring(from, page.indexOf("```", from));
    assertThat(DefinitionReader.read(yaml, Syntax.YAML))
        .isInstanceOfSatisfying(
            DefinitionReader.Outcome.Fine.class, fine -> meansWhatThePageSays(fine.definition()));
  }

  private static void meansWhatThePageSays(Definition definition) {
    assertThat(definition.step("reserve").action().onDivergence().get(DivergenceKind.REFUSED))
        .containsExactly(Measure.times(Reaction.REDO, 2), Measure.once(Reaction.COMPENSATE));
    assertThat(definition.step("book").action().onDivergence().get(DivergenceKind.REFUSED))
        .containsExactly(Measure.times(Reaction.REDO, Measure.MOST));
  }

  @Test
  void itNamesEveryChoiceAndEveryReaction() throws IOException {
    String page = page();
    for (Choice choice : Choice.values()) {
      assertThat(page).contains("| `" + choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    for (Reaction reaction : Reaction.values()) {
      if (reaction != Reaction.RECORD) {
        assertThat(page).contains("| `" + reaction.name().toLowerCase(Locale.ROOT) + "`");
      }
    }
  }
}
