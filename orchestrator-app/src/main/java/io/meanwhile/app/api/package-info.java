/**
 * The HTTP API: reads requests strictly, hands them to the engine, and shows what is durable.
 * Nothing is decided or stored here, and nothing else depends on it.
 */
@NullMarked
package io.meanwhile.app.api;

import org.jspecify.annotations.NullMarked;
