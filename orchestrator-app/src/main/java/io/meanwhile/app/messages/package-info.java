/**
 * Messages from outside and the steps that wait for them: stored, kept if early, and handed to the
 * sagas as observations. No rule of the model is ever here, and nothing is decided about a saga.
 */
@NullMarked
package io.meanwhile.app.messages;

import org.jspecify.annotations.NullMarked;
