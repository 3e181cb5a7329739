/**
 * A small client for Java programs: start a saga now, learn what became of it when it is known.
 * Only the JDK and a JSON reader are needed here, nothing of the service itself.
 */
@NullMarked
package io.meanwhile.sagas.client;

import org.jspecify.annotations.NullMarked;
