package io.meanwhile.app.projections;

import java.time.Duration;

/**
 * How far the list is behind the log.
 *
 * @param position everything up to this position of the log is in the list
 * @param behind events after it
 * @param lag for how long the first of them has been waiting; zero when there is none
 * @param rebuilding the list is being made anew and has not caught up yet: sagas are missing
 */
public record ListLag(long position, long behind, Duration lag, boolean rebuilding) {}
