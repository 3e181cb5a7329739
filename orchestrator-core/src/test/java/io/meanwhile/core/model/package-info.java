/** Rules that the words of the model keep by themselves. No decisions. */
@NullMarked
package io.meanwhile.core.model;

import org.jspecify.annotations.NullMarked;
