package io.meanwhile.app.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every definition that the docs and the samples show, by where it stands. */
final class WrittenDefinitions {
  static final Path HOW_TO = Path.of("..", "docs", "how-to");

  private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");
  private static final Pattern SENT = Pattern.compile("(?s)--data-binary '\n(saga: .*?)\n'");
  private static final Pattern WHOLE = Pattern.compile("(?m)^saga: ");
  private static final Pattern CONFIGURATION = Pattern.compile("(?m)^meanwhile:");

  private static final Pattern SCENARIO = Pattern.compile("(?m)^scenarios?:");

  private WrittenDefinitions() {}

  /** In the how-to pages: those in blocks of their own, and those that a command sends. */
  static Map<String, String> ofHowTos() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path page : files(HOW_TO, ".md")) {
      String text = Files.readString(page);
      for (MatchResult block : BLOCK.matcher(text).results().toList()) {
        add(texts, page, text, block);
      }
      for (MatchResult sent : SENT.matcher(text).results().toList()) {
        add(texts, page, text, sent);
      }
    }
    return texts;
  }

  private static void add(Map<String, String> texts, Path page, String text, MatchResult found) {
    String yaml = found.group(1);
    if (CONFIGURATION.matcher(yaml).find() || SCENARIO.matcher(yaml).find()) {
      return;
    }
    long line = text.substring(0, found.start(1)).lines().count() + 1;
    texts.put(page.getFileName() + ":" + line, WHOLE.matcher(yaml).find() ? yaml : whole(yaml));
  }

  /** What a page shows of a definition: steps, or alternatives of one key of a step. */
  private static String whole(String part) {
    StringBuilder steps = new StringBuilder("saga: part\nversion: 1\nsteps:\n");
    int alternatives = 0;
    for (String line : part.lines().toList()) {
      boolean alternative = line.startsWith("confirm: {");
      steps.append(
          alternative ? "  s" + alternatives++ + ":\n    call: x/y\n    " + line : "  " + line);
      steps.append('\n');
    }
    return steps.toString();
  }

  /** In the files of the samples. */
  static Map<String, String> ofSamples() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String root : List.of("main", "test")) {
      for (Path file : files(Path.of("..", "sagas", "src", root, "resources"), ".yaml")) {
        texts.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    assertThat(texts).hasSizeGreaterThanOrEqualTo(7);
    return texts;
  }

  /** All of them. */
  static Map<String, String> all() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>(ofHowTos());
    texts.putAll(ofSamples());
    return texts;
  }

  private static List<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
