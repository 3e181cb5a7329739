package io.meanwhile.core.checker;

import io.meanwhile.core.model.Saga;
import io.meanwhile.core.model.SagaCommand;
import io.meanwhile.core.model.SagaEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One move and what came of it.
 *
 * @param from the number of the node it was made from
 * @param before the state in which it was decided
 * @param command what was decided; null when something happened outside without a word
 * @param refused the code of the refusal; null when it was not refused
 * @param after the state that the events lead to, not folded
 * @param wrong the law that was broken; null for none
 */
record Played(
    int from,
    Move move,
    Saga before,
    @Nullable SagaCommand command,
    @Nullable String refused,
    List<SagaEvent> events,
    Saga after,
    World world,
    int faultsLeft,
    @Nullable Wrong wrong) {}
