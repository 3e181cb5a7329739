package io.meanwhile.app.projections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some sagas, the newest first.
 *
 * @param next where the rest begins; null when there is none
 */
public record SagaListPage(List<ListedSaga> sagas, @Nullable String next) {
  public SagaListPage {
    sagas = List.copyOf(sagas);
  }
}
