package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Definition;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema of scenarios and their reader say the same, and the how-to shows all of it. */
class ScenarioSchemaTest {
  private static final SchemaWalk SCHEMA = new SchemaWalk(DocumentSchema.SCENARIO);
  private static final InputSchema COMPILED = InputSchema.compile(SCHEMA.root());
  private static final int STRIDE = Integer.getInteger("meanwhile.stride", 4);

  /** What a schema can tell; where a key may be the name of a step it can tell less. */
  private static final Set<String> OF_SHAPE = Set.of("wrong-type", "bad-choice");

  private static List<String> scenarios;
  private static Definition transfer;

  @BeforeAll
  static void thePage() throws IOException {
    String page = Files.readString(WrittenDefinitions.HOW_TO.resolve("test-a-saga.md"));
    List<String> blocks =
        Pattern.compile("(?s)```yaml\n(.*?)```")
            .matcher(page)
            .results()
            .map(block -> Objects.requireNonNull(block.group(1)))
            .toList();
    transfer =
        ((DefinitionReader.Outcome.Fine) DefinitionReader.read(blocks.getFirst())).definition();
    scenarios = blocks.subList(1, blocks.size());
  }

  private static List<Flaw> flaws(String text) {
    return switch (ScenarioReader.read(text, _ -> Optional.of(transfer))) {
      case ScenarioReader.Outcome.Fine _ -> List.of();
      case ScenarioReader.Outcome.Flawed flawed -> flawed.flaws();
    };
  }

  private static JsonNode document(String yaml) throws TreeException {
    Node root = Documents.read(yaml, Syntax.YAML, new Flaws(), DocumentLimits.DEFAULT);
    return JsonMapper.shared().valueToTree(root.value());
  }

  @Test
  void everyKeyIsShownByAScenarioThatIsFine() throws TreeException {
    Set<String> unshown = new TreeSet<>(SCHEMA.keys().keySet());
    for (String yaml : scenarios) {
      assertThat(flaws(yaml)).isEmpty();
      assertThat(COMPILED.violations(document(yaml))).isEmpty();
      unshown.removeAll(SCHEMA.walk(document(yaml)).used());
    }
    // A file with one scenario and one with several know the same keys.
    unshown.removeIf(key -> key.startsWith("# "));
    assertThat(unshown).isEmpty();
  }

  @Test
  void schemaAndReaderRefuseTheSame() throws TreeException {
    int bySchema = 0;
    for (String yaml : scenarios) {
      List<JsonNode> spoiled = Spoiled.of(document(yaml));
      for (int i = 0; i < spoiled.size(); i += STRIDE) {
        JsonNode wrong = spoiled.get(i);
        List<InputSchema.Violation> violations = COMPILED.violations(wrong);
        List<Flaw> flaws = flaws(wrong.toString());
        if (!violations.isEmpty()) {
          assertThat(flaws).as(violations + " in " + wrong).isNotEmpty();
          bySchema++;
        }
        if (flaws.stream().anyMatch(flaw -> OF_SHAPE.contains(flaw.code()))) {
          assertThat(violations).as(flaws + " in " + wrong).isNotEmpty();
        }
      }
    }
    assertThat(bySchema).isGreaterThan(200);
  }
}
