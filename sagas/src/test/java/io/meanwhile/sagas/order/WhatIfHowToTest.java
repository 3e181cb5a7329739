package io.meanwhile.sagas.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/how-to/what-if.md tells a newcomer to do, and sees what it shows. */
class WhatIfHowToTest {
  private static final Path FILE = Path.of("..", "docs", "how-to", "what-if.md");

  @Test
  void commandsShowWhatThePageShows(@TempDir Path data) throws Exception {
    OrderHowTo followed = OrderHowTo.follow(FILE, data);
    assertThat(followed.done()).hasSize(9);
    assertThat(followed.shown()).isEqualTo(4);
  }
}
