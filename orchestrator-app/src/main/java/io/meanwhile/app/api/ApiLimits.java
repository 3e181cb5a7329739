package io.meanwhile.app.api;

import io.meanwhile.app.format.DocumentLimits;
import java.time.Duration;

/**
 * The API's bounds.
 *
 * @param bodyBytes longest body of a request
 * @param document what a body may hold
 * @param longestWait longest {@code wait}
 * @param acknowledgement how long an act may take to become durable before the caller is told that
 *     the service is busy
 * @param streams most live streams at a time
 * @param heartbeat silence on a live stream after which a comment is sent
 */
public record ApiLimits(
    int bodyBytes,
    DocumentLimits document,
    Duration longestWait,
    Duration acknowledgement,
    int streams,
    Duration heartbeat) {}
