package io.meanwhile.app.definitions;

import static io.meanwhile.core.scenario.Expectation.reaches;
import static io.meanwhile.core.scenario.Expectation.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.api.Service;
import io.meanwhile.app.format.DefinitionReader;
import io.meanwhile.app.format.JavaDefinitions;
import io.meanwhile.core.checker.Bounds;
import io.meanwhile.core.checker.Checker;
import io.meanwhile.core.dsl.Confirming;
import io.meanwhile.core.dsl.DefinitionDocument;
import io.meanwhile.core.dsl.Expr;
import io.meanwhile.core.dsl.React;
import io.meanwhile.core.dsl.SagaBuilder;
import io.meanwhile.core.dsl.StepRef;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.Rung;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.scenario.Scenario;
import io.meanwhile.core.whatif.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The code of docs/how-to/write-a-definition-in-java.md is this code, and it does what is said. */
class JavaHowToTest {
  private static final Path PAGE = Path.of("..", "docs", "how-to", "write-a-definition-in-java.md");
  private static final Path SELF =
      Path.of("src", "test", "java", "io", "meanwhile", "app", "definitions", "JavaHowToTest.java");

  record Transfer(long amount, String from, String to) {}

  record Locked(String id, String tx) {}

  record Minted(String id, String tx) {}

  static DefinitionDocument transfer() {
    SagaBuilder saga = SagaBuilder.saga("java-transfer", 1).title("Move tokens");
    Expr<Transfer> input = saga.input(Transfer.class);
    saga.attribute("sender", input.get(Transfer::from)).deadline(Duration.ofHours(2));
    StepRef<Locked> lock =
        saga.step(
            "lock",
            Locked.class,
            step ->
                step.call("source/lock")
                    .with("amount", input.get(Transfer::amount))
                    .confirm(Confirming.depth(3))
                    .probe("source/status")
                    .undo(undo -> undo.call("source/unlock").with("lock", Locked::id)));
    StepRef<Minted> mint =
        saga.step(
            "mint",
            Minted.class,
            step ->
                step.call("target/mint")
                    .after(lock)
                    .with("to", input.get(Transfer::to))
                    .with("lock", lock.result(Locked::id))
                    .on(DivergenceKind.REFUSED, React.redo(2), React.COMPENSATE)
                    .undo(undo -> undo.call("target/burn").with("mint", Minted::id)));
    return saga.result("tx", mint.result(Minted::tx)).document();
  }

  @Configuration(proxyBeanMethods = false)
  static class Application {
    @Bean
    DefinitionDocument transferDefinition() {
      return transfer();
    }
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(Files.readString(PAGE))
        .results()
        .map(block -> Objects.requireNonNull(block.group(1)))
        .toList();
  }

  @Test
  void theYamlOnThePageHasTheSameDigest() throws IOException {
    var yaml = (DefinitionReader.Outcome.Fine) DefinitionReader.read(blocks("yaml").getFirst());

    assertThat(JavaDefinitions.definition(transfer())).isEqualTo(yaml.definition());
    assertThat(JavaDefinitions.definition(transfer()).ref().digest()).hasSize(64);
  }

  @Test
  void theUnitTestOnThePageRuns() {
    Definition definition = JavaDefinitions.definition(transfer());
    Checker.check(definition, Bounds.DEFAULT.withMaxStates(1_000)).assertSound();
    Scenario.of(definition)
        .input(Map.of("amount", 100, "from", "a", "to", "b"))
        .says("lock", Said.FINAL.with(Map.of("id", "l-1", "tx", "t-1")))
        .says("mint", Said.of(Said.Word.SILENT))
        .expect(reaches("undo lock", Rung.FINAL), status(SagaStatus.COMPENSATED))
        .run()
        .assertMet();
  }

  @Test
  void thePageShowsThisCode() throws IOException {
    String here = words(Files.readString(SELF));
    List<String> shown = blocks("java");

    assertThat(shown).hasSize(4).allSatisfy(code -> assertThat(here).contains(words(code)));
  }

  /** However it is broken into lines. */
  private static String words(String code) {
    return code.replaceAll("\\s+", "");
  }

  @Test
  void aBeanIsRegisteredWhenTheServiceStarts(@TempDir Path data) {
    try (Service service = Service.start(data, List.of(Application.class))) {
      Service.Answer answer = service.get("/api/v1/definitions/java-transfer/1");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().get("digest").asString())
          .isEqualTo(JavaDefinitions.definition(transfer()).ref().digest());
    }
  }
}
