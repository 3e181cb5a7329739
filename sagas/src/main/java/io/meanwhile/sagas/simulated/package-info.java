/**
 * Participants that live in the service's own process and behave like slow, real systems. No test
 * double is ever here: they keep a ledger, remember keys and honour compensations.
 */
@NullMarked
package io.meanwhile.sagas.simulated;

import org.jspecify.annotations.NullMarked;
