/**
 * Looks at the sources of all modules, so that the house stays as it is meant. Nothing that runs
 * the product is ever here.
 */
@NullMarked
package io.meanwhile.house;

import org.jspecify.annotations.NullMarked;
