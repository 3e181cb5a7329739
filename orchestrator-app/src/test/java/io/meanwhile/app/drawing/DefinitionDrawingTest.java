package io.meanwhile.app.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.DefinitionReader.Outcome;
import io.meanwhile.core.expression.Expression;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Flow;
import io.meanwhile.core.model.Join;
import io.meanwhile.core.model.Step;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What a drawing shows. After a wanted change: {@code -Dmeanwhile.write=true}, and look at it. */
class DefinitionDrawingTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "drawings");

  private static Definition read(String yaml) {
    return ((Outcome.Fine) DefinitionReader.read(yaml)).definition();
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main/resources/META-INF/meanwhile/definitions/order",
        "main/resources/META-INF/meanwhile/definitions/bridge-transfer",
        "test/resources/io/meanwhile/sagas/bridge/watched-transfer"
      })
  void samplesLookAsTheyDid(String sample) throws IOException {
    Path file = Path.of("..", "sagas", "src", sample + ".yaml");
    String svg = DefinitionDrawing.svg(read(Files.readString(file)));
    Path golden = GOLDEN.resolve(sample.substring(sample.lastIndexOf('/') + 1) + ".svg");
    if (Boolean.getBoolean("meanwhile.write")) {
      Files.writeString(golden, svg);
    }

    assertThat(svg).isEqualTo(Files.readString(golden));
  }

  @Test
  void whatMayBeProposedIsDrawnAsFarAsItIsKnown() {
    String svg =
        DefinitionDrawing.svg(
            read(
                """
                saga: planned
                version: 1
                steps:
                  plan: { call: model/plan, proposes: { allow: [tools/search, desk/book], max: 7 } }
                """));

    assertThat(svg).contains("model/plan", "proposes up to 7 steps", "tools/search", "desk/book");
  }

  @Test
  void aDrawingNamesStepsGuardsObserversCompensationsThePivotAndTheGoal() {
    String svg =
        DefinitionDrawing.svg(
            read(
                """
                saga: seen
                version: 4
                title: Everything is seen
                steps:
                  a: { call: p/do-a, confirm: { quorum: 2, of: [x, y, z], depth: 3 }, undo: { call: p/undo-a } }
                  b: { call: p/do-b, when: input.much, after: { a: confirmed }, irreversible: true }
                  c: { call: p/do-c, pivot: true }
                complete: { when: { atLeast: 2, of: [a, b, c] }, level: confirmed }
                """));

    assertThat(svg)
        .contains("Everything is seen", "seen:4")
        .contains(">p/do-a<", ">2 of x, y, z; final 3 deep<", ">undo p/undo-a<")
        .contains(">when input.much<", ">irreversible<", "stroke-dasharray=\"5 4\"", ">confirmed<")
        .contains(">PIVOT: no way back<", ">nothing to undo<", ">at least 2 of 3<")
        .contains("b begins when a is confirmed: when input.much, p/do-b, irreversible.");
  }

  @Test
  void aGroupSaysHowManyMembersThereAreAndWhatTheyDo() {
    Definition plain =
        read("{saga: g, version: 1, steps: {a: {call: x/y, undo: {call: x/z}}, b: {call: x/w}}}");
    List<Step> members = plain.steps();
    Expression legs = Expression.compile("input.legs");
    Flow each = new Flow.FanOut(legs, 10, new Join.AtLeast(3), true, members.getFirst());
    Flow loop = new Flow.Loop(legs, 100, Duration.ofSeconds(10), members.getFirst());
    Flow group = new Flow.Group(members, new Join.Ratio(0.5), false);

    assertThat(said(each))
        .contains("for each of input.legs, 10 at a time")
        .contains("at least 3 of them, the others are dropped", "x/y", "undo x/z");
    assertThat(said(loop)).contains("again until input.legs", "at most 100 times, PT10S apart");
    assertThat(said(group)).contains("at least 0.5 of them", "a: x/y, undo x/z", "b: x/w");
  }

  @Test
  void whatTheOrchestratorDoesItselfIsDrawnAsItIsWritten() {
    String svg =
        DefinitionDrawing.svg(
            read(
                """
                saga: own
                version: 1
                steps:
                  rest: { sleep: PT5M }
                  paid: { await: payment-received }
                  ask: { decide: { choices: [yes-please, no-thanks] } }
                  child: { saga: shipping }
                """));

    assertThat(svg)
        .contains(">sleep PT5M<", ">await payment-received<", ">saga shipping<")
        .contains(">decide yes-please, no-thanks<", ">it goes backward, at once<");
  }

  private static List<String> said(Flow flow) {
    return Labels.of(Step.group("g", Map.of(), null, flow)).stream().map(Label::text).toList();
  }

  @Test
  void hostileTextsStayTexts() throws Exception {
    String hostile = "</title><script>alert(1)</script>\\u202e\\u0000\\ud83d\\ude00&'\\\"";
    Definition definition =
        read(
            """
            { "saga": "h", "version": 1, "title": "%s",
              "steps": { "a": { "call": "p/q", "when": "input.x == '<img onerror=alert(1) src=x>'" } } }
            """
                .formatted(hostile));
    String svg = DefinitionDrawing.svg(definition);
    Document document = parsed(svg);

    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getElementsByTagName("img").getLength()).isZero();
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .contains("</title><script>alert(1)</script>", "😀&'\"");
    assertThat(svg).doesNotContain("\u202e", "\u0000");
    assertThat(attributes(document))
        .noneMatch(name -> name.startsWith("on") || name.equals("style"));
  }

  private static List<String> attributes(Document document) {
    Map<String, Boolean> names = new TreeMap<>();
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      var attributes = all.item(i).getAttributes();
      for (int k = 0; k < attributes.getLength(); k++) {
        names.put(attributes.item(k).getNodeName().toLowerCase(Locale.ROOT), true);
      }
    }
    return List.copyOf(names.keySet());
  }

  @Test
  void aDrawingHasATitleAndWordsForThoseWhoDoNotSeeIt() throws Exception {
    Document document =
        parsed(DefinitionDrawing.svg(read("{saga: s, version: 1, steps: {a: {call: x/y}}}")));

    var root = document.getDocumentElement();
    assertThat(root.getAttribute("role")).isEqualTo("img");
    for (String id : root.getAttribute("aria-labelledby").split(" ", -1)) {
      assertThat(DefinitionDrawingTest.text(document, id)).isNotBlank();
    }
  }

  private static String text(Document document, String id) {
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      var given = all.item(i).getAttributes().getNamedItem("id");
      if (given != null && given.getNodeValue().equals(id)) {
        return all.item(i).getTextContent();
      }
    }
    return "";
  }

  /** WCAG 2.1, contrast of text, by day and by night: at least 4.5 to 1. */
  @Test
  void everyInkCanBeReadOnItsPaper() {
    List<MatchResult> themes =
        Pattern.compile("\\{(--paper:[^}]*)\\}").matcher(DrawingStyle.CSS).results().toList();
    assertThat(themes).hasSize(2);
    for (MatchResult theme : themes) {
      Map<String, String> colours = new TreeMap<>();
      Pattern.compile("--([a-z]+):(#[0-9a-f]{6})")
          .matcher(theme.group(1))
          .results()
          .forEach(colour -> colours.put(colour.group(1), colour.group(2)));
      for (String ink : List.of("ink", "muted", "undo", "pivot")) {
        for (String paper : List.of("paper", "box")) {
          assertThat(contrast(colours.getOrDefault(ink, ""), colours.getOrDefault(paper, "")))
              .as(ink + " on " + paper + " of " + colours)
              .isGreaterThanOrEqualTo(4.5);
        }
      }
    }
  }

  private static double contrast(String a, String b) {
    double one = luminance(a);
    double other = luminance(b);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(String colour) {
    double[] parts = new double[3];
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      parts[i] = part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }
}
