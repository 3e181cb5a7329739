package io.meanwhile.app.format;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stored payload with the name and version it was, or would be, stored under. */
public record VersionedPayload(
    String type, String version, Map<String, @Nullable Object> payload) {}
