/**
 * Starts sagas at the times that definitions say. A saga's id follows from its time, so that
 * starting it twice starts one. No rule of the model is ever here.
 */
@NullMarked
package io.meanwhile.app.schedules;

import org.jspecify.annotations.NullMarked;
