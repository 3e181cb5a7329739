/** What lies in files when the service starts. */
@NullMarked
package io.meanwhile.app.definitions;

import org.jspecify.annotations.NullMarked;
