/**
 * Definitions in Java: typed, with records for inputs and results and steps that the compiler
 * knows. What is built is a document like one that was written by hand; nothing here may say what
 * it means.
 */
@NullMarked
package io.meanwhile.core.dsl;

import org.jspecify.annotations.NullMarked;
