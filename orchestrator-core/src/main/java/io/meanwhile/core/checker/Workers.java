package io.meanwhile.core.checker;

import java.util.function.IntConsumer;

/**
 * Who does the work of a check: one after the other, or several side by side. The report is the
 * same. This room knows no threads; whoever has some hands them in.
 */
@FunctionalInterface
public interface Workers {
  /** All of it by whoever asks. */
  Workers ALONE =
      (count, piece) -> {
        for (int i = 0; i < count; i++) {
          piece.accept(i);
        }
      };

  /** Does pieces 0 to {@code count - 1}, each once and in any order; returns when all are done. */
  void each(int count, IntConsumer piece);
}
