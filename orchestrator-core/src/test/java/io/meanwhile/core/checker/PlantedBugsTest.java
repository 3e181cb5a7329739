package io.meanwhile.core.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.Definition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A checker that finds nothing proves nothing: each of these bugs it has to find. */
class PlantedBugsTest {
  private static final Path DOCS = Path.of("..", "docs", "checker.md");
  private static final int STATES = 30_000;

  static Set<String> names() {
    return Plants.all().keySet();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void isFound(String name) {
    Plants.Plant plant = Objects.requireNonNull(Plants.all().get(name));
    Bounds bounds = Bounds.DEFAULT.withMaxStates(STATES).withFaults(plant.faults());

    CheckReport report = Checker.check(plant.in(), bounds, plant.rules(), 1);

    assertThat(report.violations())
        .as(name)
        .isNotEmpty()
        .allSatisfy(violation -> {
          assertThat(violation.code()).startsWith("invariant-");
          assertThat(violation.timeline()).isNotEmpty();
        });
  }

  /** Where the bugs are planted, the rules themselves break no law, as far as is looked there. */
  @Test
  void withoutABugNothingIsFound() {
    Set<Place> places =
        Plants.all().values().stream()
            .map(plant -> new Place(plant.in(), plant.faults()))
            .collect(Collectors.toSet());
    for (Place place : places) {
      Bounds bounds = Bounds.DEFAULT.withMaxStates(STATES).withFaults(place.faults());

      assertThat(Checker.check(place.in(), bounds).violations())
          .noneMatch(violation -> violation.code().startsWith("invariant-"));
    }
  }

  private record Place(Definition in, int faults) {}

  @Test
  void theListInTheDocumentIsTheListInTheCode() throws IOException {
    Set<String> listed =
        Files.readAllLines(DOCS).stream()
            .filter(line -> line.startsWith("- planted: "))
            .map(line -> line.substring("- planted: ".length()))
            .collect(Collectors.toSet());

    assertThat(names()).hasSizeGreaterThanOrEqualTo(30).isEqualTo(listed);
  }
}
