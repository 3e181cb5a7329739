package io.meanwhile.app.format;

import java.util.function.UnaryOperator;

/**
 * Lifts one version of one event type to the next when it is read; what is stored never changes.
 *
 * @param type the stored name it applies to
 * @param version the stored version it applies to
 * @param lift gives the next version, perhaps under another name
 */
public record Upcaster(String type, String version, UnaryOperator<VersionedPayload> lift) {}
