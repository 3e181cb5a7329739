/**
 * Sagas that steps of other sagas start: started and taken back as a participant would, and
 * reported on whenever they change. No rule of the model is ever here.
 */
@NullMarked
package io.meanwhile.app.children;

import org.jspecify.annotations.NullMarked;
