/** Who is let in and who is not, on the real server. */
@NullMarked
package io.meanwhile.app.security;

import org.jspecify.annotations.NullMarked;
