package io.meanwhile.core.model;

import org.jspecify.annotations.Nullable;

/**
 * What a result must look like. Whoever reads definitions knows how shapes are written; the core
 * only asks. The same result always gets the same answer, and equal shapes are written alike.
 */
public interface ResultShape {

  /** Why a JSON-shaped result does not fit, in words; null when it does. */
  @Nullable String misfit(@Nullable Object result);
}
