/** An order paid, reserved and shipped. Nothing from another scenario is ever here. */
@NullMarked
package io.meanwhile.sagas.order;

import org.jspecify.annotations.NullMarked;
