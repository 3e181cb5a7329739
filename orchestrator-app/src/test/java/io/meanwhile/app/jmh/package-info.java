/**
 * Benchmarks of single parts, for comparing two versions of the same code side by side. No test is
 * ever here, and nothing that a test needs.
 */
@NullMarked
package io.meanwhile.app.jmh;

import org.jspecify.annotations.NullMarked;
