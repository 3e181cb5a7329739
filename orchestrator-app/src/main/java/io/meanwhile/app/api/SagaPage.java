package io.meanwhile.app.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some sagas, the newest first.
 *
 * @param next give it as {@code cursor} for those after; absent when these are the last
 * @param asOf how far the list had followed the log
 */
@Schema(name = "SagaPage")
record SagaPage(List<SagaSummary> sagas, @Nullable String next, ListLagResource asOf) {}
