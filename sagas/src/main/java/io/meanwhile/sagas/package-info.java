/** Where the samples start. Nothing a scenario needs to know is ever here. */
@NullMarked
package io.meanwhile.sagas;

import org.jspecify.annotations.NullMarked;
