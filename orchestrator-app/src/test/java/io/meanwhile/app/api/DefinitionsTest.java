package io.meanwhile.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service.Answer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(WithService.class)
class DefinitionsTest {
  private static final String PATH = "/api/v1/definitions";
  private static final String SHOWN =
      "saga: shown\nversion: 1\ntitle: Shown\nsteps:\n  a: { call: box/put }\n";

  private final Service service;

  DefinitionsTest(Service service) {
    this.service = service;
  }

  @Test
  void aDefinitionIsRegisteredOnceAndShownWithItsSource() {
    Answer created = service.yaml(SHOWN);
    Answer again = service.yaml("# the same content\n" + SHOWN);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(PATH + "/shown/1");
    assertThat(created.json().get("created").asBoolean()).isTrue();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("digest")).isEqualTo(created.json().get("digest"));
    JsonNode shown = service.get(PATH + "/shown/1").json();
    assertThat(shown).isEqualTo(service.get(PATH + "/shown").json());
    assertThat(shown.get("source").asString()).isEqualTo(SHOWN);
    assertThat(shown.get("document").get("steps").get("a").get("call").asString())
        .isEqualTo("box/put");
    assertThat(service.get(PATH).json().get("definitions").findValuesAsString("name"))
        .contains("shown");
  }

  @Test
  void jsonIsTakenAsYamlIs() {
    Answer created =
        service.post(
            PATH, "{\"saga\":\"json\",\"version\":1,\"steps\":{\"a\":{\"call\":\"box/put\"}}}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(service.get(PATH + "/json/1").json().get("source").asString()).startsWith("{");
  }

  @Test
  void otherContentUnderTheSameVersionIsRefused() {
    service.yaml("{saga: fixed, version: 1, steps: {a: {call: box/put}}}");

    Answer other = service.yaml("{saga: fixed, version: 1, steps: {b: {call: box/put}}}");

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("definition-exists");
    assertThat(service.yaml("{saga: fixed, version: 2, steps: {b: {call: box/put}}}").status())
        .isEqualTo(201);
    assertThat(service.get(PATH + "/fixed").json().get("version").asInt()).isEqualTo(2);
  }

  @Test
  void whatIsNotConfiguredIsAWarning() {
    JsonNode created =
        service
            .yaml("{saga: warned, version: 1, steps: {a: {call: gone/put, undo: {call: box/put}}}}")
            .json();

    JsonNode warnings = created.get("warnings");
    assertThat(warnings.size()).isEqualTo(1);
    assertThat(warnings.get(0).get("code").asString()).isEqualTo("participant-not-configured");
    assertThat(warnings.get(0).get("pointer").asString()).isEqualTo("/steps/a/call");
  }

  @Test
  void whatIsNotConfiguredWithinAGroupIsAWarningTooWhereItStands() {
    JsonNode warnings =
        service
            .yaml(
                """
                saga: warned-within
                version: 1
                steps:
                  legs: { each: input.legs, call: gone/swap, undo: { call: lost/swap-back } }
                  parcels: { each: input.parcels, steps: { label: { call: gone/label } } }
                  poll: { call: gone/look, repeat: { until: result.done, max: 3, pause: PT1S } }
                """)
            .json()
            .get("warnings");

    assertThat(warnings.findValuesAsString("pointer"))
        .containsExactly("/steps/legs/call", "/steps/legs/undo/call");
    assertThat(warnings.get(0).get("message").asString())
        .contains("gone is not configured", "meanwhile.participants.gone.url");
  }

  @Test
  void whatIsNotConfiguredAmongWhatMayBeProposedIsAWarningToo() {
    JsonNode warnings =
        service
            .yaml(
                """
                saga: warned-proposals
                version: 1
                steps:
                  plan: { call: box/plan, proposes: { allow: [box/put, tools/search], max: 5 } }
                """)
            .json()
            .get("warnings");

    assertThat(warnings.findValuesAsString("pointer"))
        .containsExactly("/steps/plan/proposes/allow/1/call");
    assertThat(warnings.get(0).get("message").asString()).contains("tools is not configured");
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    Answer refused =
        service.yaml(
            "saga: wrong\nversion: 1\nsteps:\n  a: { cal: x/y }\n  b: { call: x/y, after: [c] }\n");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("invalid-definition");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    JsonNode problem = refused.json();
    assertThat(problem.get("type").asString()).isEqualTo("/docs/errors.md#invalid-definition");
    assertThat(problem.get("remedy").asString()).isNotBlank();
    assertThat(problem.get("errors").findValuesAsString("code"))
        .containsExactly("unknown-key", "unknown-step");
    assertThat(problem.get("detail").asString()).startsWith("Line 4, column 8: unknown key cal;");
    JsonNode second = problem.get("errors").get(0);
    assertThat(second.get("line").asInt() + ":" + second.get("column").asInt()).isEqualTo("4:8");
    assertThat(second.get("suggestion").asString()).isEqualTo("call");
  }

  @Test
  void malformedTextIsToldWithItsPlace() {
    Answer yaml = service.yaml("saga: [a\nversion: 1");
    Answer json = service.post(PATH, "{\"saga\": }");

    assertThat(yaml.status()).isEqualTo(400);
    assertThat(yaml.code()).isEqualTo("malformed-yaml");
    assertThat(yaml.json().get("errors").get(0).get("line").asInt()).isEqualTo(2);
    assertThat(json.code()).isEqualTo("malformed-json");
    assertThat(json.json().get("errors").get(0).get("column").asInt()).isEqualTo(10);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(service.get(PATH + "/none").code()).isEqualTo("unknown-definition");
    assertThat(service.get(PATH + "/shown/99").code()).isEqualTo("unknown-definition");
    assertThat(service.get(PATH + "/shown/one").code()).isEqualTo("bad-parameter");
  }

  @Test
  void whatIsNotThereIsToldWithWhatIs() {
    assertThat(service.yaml("{saga: bridging, version: 4, steps: {a: {call: box/put}}}").status())
        .isEqualTo(201);

    Answer name = service.post("/api/v1/sagas", "{\"definition\": \"briding\"}");
    Answer version =
        service.post("/api/v1/sagas", "{\"definition\": \"bridging\", \"version\": 3}");

    assertThat(name.json().get("detail").asString())
        .isEqualTo("There is no definition briding. Did you mean bridging?");
    assertThat(version.json().get("detail").asString())
        .isEqualTo("There is no definition bridging of version 3; there is: 4.");
    assertThat(service.get(PATH + "/bridging/3").json().get("detail").asString())
        .isEqualTo(version.json().get("detail").asString());
  }

  @Test
  void aMemberThatNoSchemaNamesIsAWarningWithItsPlace() {
    JsonNode warning =
        service
            .yaml(
                """
                saga: warned-member
                version: 1
                input: { properties: { amount: {} } }
                steps: { a: { call: box/put, with: { n: input.amont } } }
                """)
            .json()
            .get("warnings")
            .get(0);

    assertThat(warning.get("code").asString()).isEqualTo("unknown-member");
    assertThat(warning.get("line").asInt() + ":" + warning.get("column").asInt()).isEqualTo("4:47");
    assertThat(warning.get("suggestion").asString()).isEqualTo("amount");
  }

  @Test
  void theCodesAreExplainedByTheServiceItself() {
    Answer docs = service.get("/docs/errors.md");

    assertThat(docs.header("Content-Type")).startsWith("text/markdown");
    assertThat(docs.text()).contains("## invalid-definition");
  }

  @Test
  void theSchemaIsServedAndNotSentTwice() {
    Answer schema = service.get("/api/v1/schema/definition");

    assertThat(schema.status()).isEqualTo(200);
    assertThat(schema.header("Content-Type")).isEqualTo("application/schema+json");
    assertThat(schema.json().get("required").toString())
        .isEqualTo("[\"saga\",\"version\",\"steps\"]");
    String tag = Objects.requireNonNull(schema.header("ETag"));
    assertThat(service.get("/api/v1/schema/definition", "If-None-Match", tag).status())
        .isEqualTo(304);
    assertThat(service.get("/api/v1/schema/none").status()).isEqualTo(404);
  }

  @Test
  void aDefinitionIsDrawnUnderAPolicyThatLetsOnlyItsOwnStyleIn() {
    service.yaml("{saga: drawn, version: 1, steps: {a: {call: box/put}}}");
    Answer drawing = service.get(PATH + "/drawn/1/drawing");

    assertThat(drawing.status()).isEqualTo(200);
    assertThat(drawing.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(drawing.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'sha256-")
        .endsWith("sandbox");
    assertThat(drawing.text()).startsWith("<svg ").contains(">box/put<");
    assertThat(service.get(PATH + "/drawn/2/drawing").code()).isEqualTo("unknown-definition");
    assertThat(service.get(PATH + "/drawn/x/drawing").code()).isEqualTo("bad-parameter");
  }
}
