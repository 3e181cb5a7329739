/**
 * Wires Spring and Axon in one place and names every property with its default. No behaviour is
 * ever here: it lives in the packages that are wired.
 */
@NullMarked
package io.meanwhile.app.config;

import org.jspecify.annotations.NullMarked;
