package io.meanwhile.app.checking;

import io.meanwhile.core.checker.Workers;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Looks at as many states side by side as there are processors. */
public final class AllProcessors implements Workers {
  @Override
  public void each(int count, IntConsumer piece) {
    IntStream.range(0, count).parallel().forEach(piece);
  }
}
