package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema and the reader say the same. A key that the reader learns has to be written into the
 * schema, and shown in a how-to: then these tests see it.
 */
class DefinitionSchemaTest {
  private static final SchemaWalk SCHEMA = new SchemaWalk(DocumentSchema.DEFINITION);
  private static final InputSchema COMPILED = InputSchema.compile(SCHEMA.root());

  /** What a schema can tell: the shape of a document, not what it means. */
  private static final Set<String> OF_SHAPE =
      Set.of(
          "unknown-key",
          "missing-key",
          "wrong-type",
          "unknown-divergence",
          "bad-target",
          "bad-level",
          "bad-choice");

  private static final Pattern KNOWN = Pattern.compile("known here: ([^;]*)");
  private static final Pattern REACTIONS = Pattern.compile("a reaction is one of (.*)$");
  private static final Pattern KINDS = Pattern.compile("the kinds are (.*)$");

  /** Reactions that are words only: no key of an object says them. */
  private static final Set<String> UNBOUNDED = Set.of("undo", "compensate", "continue", "park");

  /** Of the wrong documents every so-manieth is tried; 1 tries all, for minutes. */
  private static final int STRIDE = Integer.getInteger("meanwhile.stride", 4);

  private static final String STRANGE = "zzz-strange";

  private static JsonNode document(String where, String text) {
    DefinitionReader.Outcome outcome = DefinitionReader.read(text, Syntax.YAML);
    assertThat(outcome).as(where).isInstanceOf(DefinitionReader.Outcome.Fine.class);
    return JsonMapper.shared().valueToTree(((DefinitionReader.Outcome.Fine) outcome).document());
  }

  private static List<Flaw> flaws(JsonNode document) {
    return switch (DefinitionReader.read(document.toString(), Syntax.JSON)) {
      case DefinitionReader.Outcome.Fine _ -> List.of();
      case DefinitionReader.Outcome.Flawed flawed -> flawed.flaws();
    };
  }

  @ParameterizedTest
  @EnumSource(DocumentSchema.class)
  void theSchemaIsOneAndNamesNoHost(DocumentSchema document) {
    JsonNode root = new SchemaWalk(document).root();
    assertThat(InputSchema.check(root)).isEmpty();
    assertThat(root.get("$id").asString()).isEqualTo("urn:meanwhile:" + document.label());
  }

  @ParameterizedTest
  @EnumSource(DocumentSchema.class)
  void everyKeySaysWhatItIsAndShowsAnExample(DocumentSchema document) {
    SchemaWalk walk = new SchemaWalk(document);
    assertThat(walk.keys()).hasSizeGreaterThan(30);
    walk.keys()
        .forEach((key, schema) -> {
          JsonNode meant = walk.resolved(schema);
          for (String what : List.of("title", "description", "examples")) {
            assertThat(said(schema, meant, what)).as(what + " of " + key).isNotNull();
          }
          List<JsonNode> values = list(said(schema, meant, "examples"));
          JsonNode usual = said(schema, meant, "default");
          if (usual != null) {
            values.add(usual);
          }
          for (JsonNode value : values) {
            assertThat(walk.fits(schema, value)).as(value + " as " + key).isTrue();
          }
        });
  }

  private static JsonNode said(JsonNode schema, JsonNode meant, String what) {
    return schema.has(what) ? schema.get(what) : meant.get(what);
  }

  private static List<JsonNode> list(JsonNode values) {
    List<JsonNode> all = new ArrayList<>();
    if (values != null) {
      values.forEach(all::add);
    }
    return all;
  }

  @Test
  void everyDefinitionThatIsShownIsFineByTheSchema() throws IOException {
    WrittenDefinitions.all()
        .forEach((where, text) ->
            assertThat(COMPILED.violations(document(where, text))).as(where).isEmpty());
  }

  /** At every object of every definition: what the reader takes there is what the schema knows. */
  @Test
  void theReaderKnowsTheKeysThatTheSchemaKnows() throws IOException {
    int compared = 0;
    for (Map.Entry<String, String> shown : WrittenDefinitions.all().entrySet()) {
      JsonNode document = document(shown.getKey(), shown.getValue());
      for (Map.Entry<String, Set<String>> object : SCHEMA.walk(document).known().entrySet()) {
        JsonNode strange = document.deepCopy();
        ((ObjectNode) strange.at(object.getKey())).put(STRANGE, 1);
        String at = object.getKey() + "/" + STRANGE;
        Set<String> known = known(flaws(strange), at);
        assertThat(object.getValue())
            .as(shown.getKey() + " at " + object.getKey())
            .isEqualTo(known);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  private static Set<String> known(List<Flaw> flaws, String pointer) {
    Set<String> known = new TreeSet<>();
    for (Flaw flaw : flaws) {
      for (Pattern words : List.of(KNOWN, REACTIONS, KINDS)) {
        var found = words.matcher(flaw.message());
        if (flaw.pointer().equals(pointer) && found.find()) {
          known.addAll(Arrays.asList(found.group(1).split(", ")));
          if (words == REACTIONS) {
            known.removeAll(UNBOUNDED);
            known.add("then");
          }
        }
      }
    }
    return known;
  }

  /** What the schema refuses the reader refuses; the other way round where it is about shape. */
  @Test
  void schemaAndReaderRefuseTheSame() throws IOException {
    int bySchema = 0;
    int byReader = 0;
    for (Map.Entry<String, String> shown : WrittenDefinitions.all().entrySet()) {
      List<JsonNode> spoiled = Spoiled.of(document(shown.getKey(), shown.getValue()));
      for (int i = bySchema % STRIDE; i < spoiled.size(); i += STRIDE) {
        JsonNode wrong = spoiled.get(i);
        List<InputSchema.Violation> violations = COMPILED.violations(wrong);
        List<Flaw> flaws = flaws(wrong);
        if (!violations.isEmpty()) {
          assertThat(flaws).as(violations + " in " + wrong).isNotEmpty();
          bySchema++;
        }
        if (flaws.stream().anyMatch(flaw -> OF_SHAPE.contains(flaw.code()))) {
          assertThat(violations).as(flaws + " in " + wrong).isNotEmpty();
          byReader++;
        }
      }
    }
    assertThat(bySchema).isGreaterThan(500);
    assertThat(byReader).isGreaterThan(500);
  }
}
