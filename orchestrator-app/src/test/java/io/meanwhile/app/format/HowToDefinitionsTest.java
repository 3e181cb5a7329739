package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.checker.Bounds;
import io.meanwhile.core.checker.Checker;
import io.meanwhile.core.model.Definition;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the language has is shown in docs/how-to, and whatever is shown there is so. */
class HowToDefinitionsTest {
  private static final int STATES = Integer.getInteger("meanwhile.states", 3_000);

  /** Findings that a page shows on purpose, or explains. */
  private static final Map<String, Set<String>> FINDINGS =
      Map.of(
          "trip:1", Set.of("left-standing"),
          "quoted-trip:1", Set.of("left-standing"),
          "find-me:1", Set.of("left-standing"),
          "weighing:1", Set.of("left-standing"));

  private static Definition definition(String where, String text) {
    DefinitionReader.Outcome outcome = DefinitionReader.read(text, Syntax.YAML);
    assertThat(outcome).as(where).isInstanceOf(DefinitionReader.Outcome.Fine.class);
    return ((DefinitionReader.Outcome.Fine) outcome).definition();
  }

  @Test
  void everyKeyOfTheSchemaIsShownByAnExampleThatIsRead() throws IOException {
    SchemaWalk schema = new SchemaWalk(DocumentSchema.DEFINITION);
    Set<String> unshown = new TreeSet<>(schema.keys().keySet());
    for (Map.Entry<String, String> shown : WrittenDefinitions.ofHowTos().entrySet()) {
      DefinitionReader.Outcome outcome = DefinitionReader.read(shown.getValue(), Syntax.YAML);
      assertThat(outcome).as(shown.getKey()).isInstanceOf(DefinitionReader.Outcome.Fine.class);
      var document = ((DefinitionReader.Outcome.Fine) outcome).document();
      unshown.removeAll(schema.walk(JsonMapper.shared().valueToTree(document)).used());
    }
    assertThat(unshown).as("keys that no page of docs/how-to shows").isEmpty();
  }

  /** In whatever order things come, within bounds. */
  @Test
  void everyWholeDefinitionIsSound() throws IOException {
    int checked = 0;
    for (Map.Entry<String, String> shown : WrittenDefinitions.ofHowTos().entrySet()) {
      Definition definition = definition(shown.getKey(), shown.getValue());
      if (definition.ref().name().equals("part")) {
        continue;
      }
      Bounds bounds = Bounds.DEFAULT.withMaxStates(STATES).withFaults(0);
      Set<String> found =
          Checker.check(definition, bounds).violations().stream()
              .map(violation -> violation.code())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(found)
          .as(shown.getKey())
          .isSubsetOf(FINDINGS.getOrDefault(definition.ref().toString(), Set.of()));
      checked++;
    }
    assertThat(checked).isGreaterThan(8);
  }
}
