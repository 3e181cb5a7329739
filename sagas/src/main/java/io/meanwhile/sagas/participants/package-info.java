/**
 * Real participants as an HTTP service of their own. No part of the orchestrator is ever started
 * here.
 */
@NullMarked
package io.meanwhile.sagas.participants;

import org.jspecify.annotations.NullMarked;
