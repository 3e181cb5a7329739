/**
 * An order reserved, paid and shipped: three participants in a process of their own, on the plain
 * JDK, as anybody could write them in any language. Nothing of the orchestrator and nothing from
 * another scenario is ever here.
 */
@NullMarked
package io.meanwhile.sagas.order;

import org.jspecify.annotations.NullMarked;
