package io.meanwhile.app.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some events of a saga, in order.
 *
 * @param next give it as {@code after} for those after; absent when these are the last by now
 */
@Schema(name = "EventPage")
record EventPage(List<EventResource> events, @Nullable String next) {}
