package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Choice;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Level;
import io.meanwhile.core.model.Measure;
import io.meanwhile.core.model.Reaction;
import io.meanwhile.core.model.Undoing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What docs/how-to/react-to-trouble.md tells a newcomer is so. */
class ReactHowToTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "how-to", "react-to-trouble.md"));
  }

  private static Definition definition(String page, int nth) {
    String yaml = page.split("```yaml\n", -1)[nth].split("```", -1)[0];
    DefinitionReader.Outcome outcome = DefinitionReader.read(yaml, Syntax.YAML);
    assertThat(outcome).isInstanceOf(DefinitionReader.Outcome.Fine.class);
    return ((DefinitionReader.Outcome.Fine) outcome).definition();
  }

  @Test
  void itsDefinitionsAreAccepted() throws IOException {
    meansWhatThePageSays(definition(page(), 1));
    assertThat(definition(page(), 2).step("order").action().validFor())
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(definition(page(), 3).step("charge").action().remembers())
        .isEqualTo(Duration.ofDays(1));
    Definition quick = definition(page(), 4);
    assertThat(quick.step("reserve").undoing()).isEqualTo(new Undoing(Level.CONFIRMED, false));
    assertThat(quick.step("charge").undoing()).isEqualTo(new Undoing(Level.FINAL, true));
  }

  private static void meansWhatThePageSays(Definition definition) {
    assertThat(definition.step("reserve").action().onDivergence().get(DivergenceKind.REFUSED))
        .containsExactly(Measure.times(Reaction.REDO, 2), Measure.once(Reaction.COMPENSATE));
    assertThat(definition.step("book").action().onDivergence().get(DivergenceKind.REFUSED))
        .containsExactly(Measure.times(Reaction.REDO, Measure.MOST));
    assertThat(definition.onDivergence())
        .containsEntry(
            DivergenceKind.OVERDUE,
            List.of(Measure.wait(Duration.ofHours(2)), Measure.once(Reaction.PARK)))
        .containsEntry(DivergenceKind.UNMET, List.of(Measure.once(Reaction.PARK)));
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
