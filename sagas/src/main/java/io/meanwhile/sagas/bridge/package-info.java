/** A token transfer between two chains. Nothing from another scenario is ever here. */
@NullMarked
package io.meanwhile.sagas.bridge;

import org.jspecify.annotations.NullMarked;
