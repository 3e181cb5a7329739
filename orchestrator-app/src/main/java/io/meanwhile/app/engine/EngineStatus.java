package io.meanwhile.app.engine;

import java.util.Map;

/**
 * How the engine is, at a glance.
 *
 * @param working true while sagas are decided for and the log can be written
 * @param startsWaiting starts taken and not durable yet
 * @param hotSagas sagas in memory
 * @param openSagas sagas that wait for an answer or for a time
 * @param callsWaiting attempts that wait for their turn, by participant
 * @param stopped sagas that cannot be decided for, by key, and why
 */
public record EngineStatus(
    boolean working,
    int startsWaiting,
    int hotSagas,
    int openSagas,
    Map<String, Integer> callsWaiting,
    Map<Long, String> stopped) {}
