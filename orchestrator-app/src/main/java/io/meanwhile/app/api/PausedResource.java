package io.meanwhile.app.api;

import io.meanwhile.core.model.Saga;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That a saga is paused: nothing but probes is sent, and reactions wait until it is resumed. */
@Schema(name = "Paused")
record PausedResource(Instant since, String by, String reason) {
  static @Nullable PausedResource of(Saga.@Nullable Paused paused) {
    return paused == null
        ? null
        : new PausedResource(paused.since(), paused.who(), paused.reason());
  }
}
