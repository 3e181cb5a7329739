package io.meanwhile.app.dispatch;

import io.meanwhile.core.decider.Agenda;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;

/**
 * What the log says about one saga as of now: all of it durable.
 *
 * @param fruitless true when time was let pass and nothing came of it: the same wake-up is then not
 *     repeated at once
 */
public record Situation(
    long sagaKey, Saga saga, Definition definition, Agenda agenda, boolean fruitless) {}
