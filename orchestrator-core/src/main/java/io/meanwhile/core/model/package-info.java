/**
 * The words of the model as immutable records: definition, step, effect, observation, divergence,
 * saga, and the commands and events about them. No decisions are taken here and nothing is sent or
 * stored.
 */
@NullMarked
package io.meanwhile.core.model;

import org.jspecify.annotations.NullMarked;
