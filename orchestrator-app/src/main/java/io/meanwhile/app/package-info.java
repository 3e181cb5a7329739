/** Where the service starts. No behaviour is ever here: it lives in the packages below. */
@NullMarked
package io.meanwhile.app;

import org.jspecify.annotations.NullMarked;
