/**
 * Definitions that lie in files: found, read and registered at start. What they mean is the
 * reader's business, where they are kept the engine's.
 */
@NullMarked
package io.meanwhile.app.definitions;

import org.jspecify.annotations.NullMarked;
