/**
 * Names the moments at which it matters whether a process still lives. Only names: no room's logic,
 * and nothing that a decision depends on.
 */
@NullMarked
package io.meanwhile.app.moments;

import org.jspecify.annotations.NullMarked;
