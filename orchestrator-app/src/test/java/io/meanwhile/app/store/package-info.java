/**
 * The databases that tests run on. Nothing here knows what the tests test; whoever needs a database
 * takes a {@link io.meanwhile.app.store.Database} and may open it as often as a process restarts.
 */
@NullMarked
package io.meanwhile.app.store;

import org.jspecify.annotations.NullMarked;
