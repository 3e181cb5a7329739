package io.meanwhile.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/model.md is the law as it is shipped: every rule names tests that exist and run. */
class ModelDocsTest {
  private static final Pattern RULE = Pattern.compile("\\| ([A-Z]-\\d+) \\| ([^|]+) \\|([^|]*)\\|");
  private static final Pattern PROOF = Pattern.compile("`([A-Za-z]+)\\.([A-Za-z0-9]+)`");
  private static final Pattern RUNS = Pattern.compile("@(Test|ParameterizedTest|TestFactory)\\b");

  private final List<String> page =
      SourceTree.lines(SourceTree.root().resolve("docs").resolve("model.md"));

  private static Map<String, String> testClasses() {
    Map<String, String> classes = new HashMap<>();
    for (Path file : SourceTree.files(".java")) {
      String name = String.valueOf(file.getFileName()).replace(".java", "");
      if (file.toString().contains("/src/test/java/")) {
        classes.merge(name, String.join("\n", SourceTree.lines(file)), (a, b) -> a + "\n\n" + b);
      }
    }
    return classes;
  }

  /** What is wrong with the rules of this page; empty when each names tests that run. */
  private static List<String> flaws(List<String> page, Map<String, String> classes) {
    List<String> flaws = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (String line : page) {
      Matcher rule = RULE.matcher(line);
      if (rule.matches()) {
        String id = rule.group(1);
        if (!ids.add(id)) {
          flaws.add(id + " is there twice");
        }
        Matcher proof = PROOF.matcher(rule.group(3));
        int proofs = 0;
        for (; proof.find(); proofs++) {
          if (!runs(classes.getOrDefault(proof.group(1), ""), proof.group(2))) {
            flaws.add(id + " names " + proof.group() + ", which is no test that runs");
          }
        }
        if (proofs == 0) {
          flaws.add(id + " names no test");
        }
      }
    }
    return flaws;
  }

  /** The annotations of a method stand between it and the blank line before. */
  private static boolean runs(String source, String method) {
    Matcher found = Pattern.compile("\n  (?:[A-Za-z.<>?, ]+ )" + method + "\\(").matcher(source);
    if (source.contains("\n@Disabled") || !found.find()) {
      return false;
    }
    String before = source.substring(from(source, found.start()), found.start());
    return RUNS.matcher(before).find() && !before.contains("@Disabled");
  }

  private static int from(String source, int method) {
    return Math.max(0, source.lastIndexOf("\n\n", method));
  }

  @Test
  void everyRuleNamesTestsThatRun() {
    assertThat(page.stream().filter(line -> RULE.matcher(line).matches()).count())
        .isGreaterThan(70);
    assertThat(flaws(page, testClasses())).isEmpty();
  }

  @Test
  void everyRowThatLooksLikeARuleIsOne() {
    assertThat(page)
        .filteredOn(line -> line.matches("\\| *[A-Z]+-\\d+.*"))
        .allSatisfy(line -> assertThat(line).matches(RULE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| X-1 | No test. | |",
        "| X-1 | Unknown class. | `NoSuchTest.works` |",
        "| X-1 | Unknown method. | `SampleTest.nothing` |",
        "| X-1 | Disabled. | `SampleTest.off` |",
        "| X-1 | No test method. | `SampleTest.helper` |",
      })
  void aRuleWithoutAProofIsFound(String rule) {
    String source =
        """
        class SampleTest {
          @Test
          void works() {}

          @Disabled("later")
          @Test
          void off() {}

          void helper() {}
        }
        """;

    assertThat(flaws(List.of(rule), Map.of("SampleTest", source))).hasSize(1);
    String fine = "| X-1 | Fine. | `SampleTest.works` |";
    assertThat(flaws(List.of(fine), Map.of("SampleTest", source))).isEmpty();
    assertThat(flaws(List.of(fine, fine), Map.of("SampleTest", source))).hasSize(1);
  }
}
