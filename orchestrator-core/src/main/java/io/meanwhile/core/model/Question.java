package io.meanwhile.core.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator must decide before the saga, or what depends on the answer, goes on.
 *
 * @param id counts from 1 within the saga
 * @param place the step it is about; null when it is about the saga as a whole
 * @param effect the effect it is about; null when the step has not begun
 * @param why in words
 * @param choices what may be answered
 */
public record Question(
    int id,
    @Nullable String place,
    @Nullable EffectKey effect,
    DivergenceKind kind,
    String why,
    List<Choice> choices,
    Instant since) {
  public Question {
    choices = List.copyOf(choices);
  }
}
