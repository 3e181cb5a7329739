/** The engine on real H2 files, from outside: what it promises to callers and participants. */
@NullMarked
package io.meanwhile.app.engine;

import org.jspecify.annotations.NullMarked;
