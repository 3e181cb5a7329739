package io.meanwhile.sagas.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.format.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/how-to/guards-and-goals.md tells a newcomer to do, and sees what it shows. */
class GuardsAndGoalsHowToTest {
  private static final Path FILE = Path.of("..", "docs", "how-to", "guards-and-goals.md");
  private static final Pattern GUARD = Pattern.compile("(?m)^\\| `(when: [^`]+)` \\|");
  private static final Pattern GOAL = Pattern.compile("(?m)^\\| `(complete: [^`]+)` \\|");
  private static final String STEPS =
      "saga: a\nversion: 1\nsteps:\n  first: { call: x/y }\n  third: { call: x/y }\n";

  @Test
  void commandsShowWhatThePageShows(@TempDir Path data) throws Exception {
    OrderHowTo followed = OrderHowTo.follow(FILE, data);
    assertThat(followed.done()).hasSize(5);
    assertThat(followed.shown()).isEqualTo(2);
  }

  @Test
  void everyGuardAndGoalOnThePageIsTaken() throws IOException {
    String page = Files.readString(FILE);
    Matcher guard = GUARD.matcher(page);
    int guards = 0;
    for (; guard.find(); guards++) {
      isTaken(STEPS + "  last: { call: x/z, " + guard.group(1) + " }\n");
    }
    Matcher goal = GOAL.matcher(page);
    int goals = 0;
    for (; goal.find(); goals++) {
      isTaken(STEPS + goal.group(1) + "\n");
    }
    assertThat(guards).isEqualTo(3);
    assertThat(goals).isEqualTo(6);
  }

  private static void isTaken(String text) {
    assertThat(DefinitionReader.read(text))
        .as(text)
        .isInstanceOf(DefinitionReader.Outcome.Fine.class);
  }
}
