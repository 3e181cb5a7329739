package io.meanwhile.house;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceFilesTest {

  private static final int MOST_LINES = 300;

  @Test
  void noSourceFileIsLongerThan300Lines() {
    List<Path> files =
        SourceTree.files(".java", ".sol", ".sql", ".js", ".mjs", ".css", ".html", ".yaml", ".sh");

    assertThat(files).hasSizeGreaterThan(60);
    assertThat(files)
        .filteredOn(file -> SourceTree.lines(file).size() > MOST_LINES)
        .as("files over %d lines", MOST_LINES)
        .isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    Map<String, List<Path>> packages =
        SourceTree.files(".java").stream().collect(groupingBy(SourceFilesTest::packageOf));

    assertThat(packages).hasSizeGreaterThan(8);
    assertThat(packages)
        .as("a package is null-marked by its package-info.java, in main or in test")
        .allSatisfy((_, files) -> assertThat(files).anyMatch(SourceFilesTest::isNullMarked));
  }

  /** Module and folder below the source root: main and test of a package are one package. */
  private static String packageOf(Path file) {
    String folder = String.valueOf(file.getParent());
    return folder.replaceFirst("/src/(main|test)/java/", ":");
  }

  private static boolean isNullMarked(Path file) {
    return file.endsWith("package-info.java") && SourceTree.lines(file).contains("@NullMarked");
  }
}
