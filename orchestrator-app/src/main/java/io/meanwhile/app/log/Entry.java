package io.meanwhile.app.log;

import io.meanwhile.core.model.SagaEvent;
import java.util.Objects;

/** An event that is to be appended, and where it came from. */
public record Entry(SagaEvent event, Metadata metadata) {
  public Entry {
    Objects.requireNonNull(event);
    Objects.requireNonNull(metadata);
  }
}
