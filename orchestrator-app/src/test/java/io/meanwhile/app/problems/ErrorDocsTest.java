package io.meanwhile.app.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/errors.md is the registry: it is held against the sources, both ways. */
class ErrorDocsTest {
  private static final Path DOCS = Path.of("..", "docs", "errors.md");
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src", "main", "java"),
          Path.of("..", "orchestrator-core", "src", "main", "java"));

  /** The first argument of everything that makes a refusal or a flaw, when it is a text. */
  private static final Pattern USE =
      Pattern.compile(
          "(?:flaws?\\.add|\\bflaw|Refused|RefusedException|refused|TreeException|CannotStartException|Flaw|Warning"
              + "|JsonReadingException\\.at|JsonReadingException\\.of"
              + "|Documents\\.whole|text)\\((?:[^;()\"]|\\([^()\"]*\\))*?\"([a-z0-9]+(?:-[a-z0-9]+)+)\"");

  /** Codes that stand in the words of an exception, a log line or a choice between two. */
  private static final Pattern NAMED =
      Pattern.compile(
          "\\(([a-z]+(?:-[a-z]+)+)\\)\\.?\"|\"([a-z]+-[a-z]+): \"|\\bflaw\\(\"([a-z]+)\"");

  @Test
  void everyCodeIsExplainedAndEveryExplanationIsOfACode() throws IOException {
    Set<String> used = new TreeSet<>();
    for (ErrorCode code : ErrorCode.values()) {
      used.add(code.code());
    }
    for (Path root : SOURCES) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          used.addAll(codes(Files.readString(file)));
        }
      }
    }

    Set<String> unexplained = new TreeSet<>(used);
    unexplained.removeAll(anchors());
    assertThat(unexplained).as("codes that docs/errors.md does not explain").isEmpty();
    Set<String> unused = anchors();
    unused.removeAll(used);
    assertThat(unused).as("explanations of codes that nothing uses").isEmpty();
  }

  private static Set<String> codes(String source) {
    Set<String> codes = new TreeSet<>();
    USE.matcher(source).results().forEach(use -> codes.add(use.group(1)));
    NAMED.matcher(source).results().forEach(use -> codes.add(first(use)));
    return codes;
  }

  private static String first(MatchResult result) {
    return Stream.of(1, 2, 3).map(result::group).filter(Objects::nonNull).findFirst().orElseThrow();
  }

  private static Set<String> anchors() throws IOException {
    Set<String> anchors = new TreeSet<>();
    for (String line : Files.readAllLines(DOCS)) {
      if (line.startsWith("## ")) {
        assertThat(anchors.add(line.substring(3))).as("%s comes once", line).isTrue();
      }
    }
    return anchors;
  }

  @Test
  void everyExplanationSaysWhyAndWhatToDo() throws IOException {
    List<String> sections = Arrays.asList(Files.readString(DOCS).split("\n## ", -1));

    assertThat(sections.subList(1, sections.size()))
        .allSatisfy(section -> assertThat(section).contains("**Why:** ", "**What to do:** "));
  }

  @Test
  void titlesStatusesAndRemediesAreThoseOfTheDocs() throws IOException {
    String docs = Files.readString(DOCS);

    assertThat(ErrorCode.values())
        .allSatisfy(code ->
            assertThat(docs)
                .contains(
                    "## " + code.code() + "\n\n" + code.title() + ". HTTP " + code.status() + ".")
                .contains("**What to do:** " + code.remedy() + "\n"));
  }
}
