package io.meanwhile.app.engine;

import io.meanwhile.app.log.Frame;
import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lane hands to the writer for one saga: at most one frame, what the saga asks for once it
 * is durable, and the replies that wait for it.
 *
 * @param epoch the lane's; a draft of an earlier epoch is never written
 * @param frame null when nothing new happened and replies only wait for what came before
 * @param after the state with the frame
 * @param definition what the saga follows then
 * @param agenda null when it is as it was
 * @param fruitless time was let pass and nothing came of it
 */
record Draft(
    HotSaga saga,
    long epoch,
    @Nullable Frame frame,
    Saga after,
    Definition definition,
    @Nullable Agenda agenda,
    boolean fruitless,
    List<Reply> replies) {}
