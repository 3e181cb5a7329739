@NullMarked
package io.meanwhile.app.scenario;

import org.jspecify.annotations.NullMarked;
