package io.meanwhile.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of the model: which rungs stand, which may, and what that satisfies. */
class RungTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "PENDING, NO",
    "SKIPPED, NO",
    "VOID, NO",
    "REQUESTED, MAYBE",
    "ACCEPTED, MAYBE",
    "UNKNOWN, MAYBE",
    "DISPUTED, MAYBE",
    "REVERTED, MAYBE",
    "REFUSED, MAYBE",
    "CONFIRMED, YES",
    "FINAL, YES"
  })
  void standsAsTheTableSays(Rung rung, Stands stands) {
    assertThat(rung.stands()).isEqualTo(stands);
  }

  @ParameterizedTest
  @EnumSource(Rung.class)
  void onlyWhatStandsOrIsSkippedSatisfiesWhatWaitsForIt(Rung rung) {
    boolean skipped = rung == Rung.SKIPPED;
    assertThat(rung.satisfies(Level.CONFIRMED)).isEqualTo(rung.stands() == Stands.YES || skipped);
    assertThat(rung.satisfies(Level.FINAL)).isEqualTo(rung == Rung.FINAL || skipped);
  }
}
