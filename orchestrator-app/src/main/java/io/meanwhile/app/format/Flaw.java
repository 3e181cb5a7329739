package io.meanwhile.app.format;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a document.
 *
 * @param code stable, see docs/errors.md
 * @param line from 1
 * @param column from 1
 * @param pointer JSON pointer to it; empty for the whole document
 * @param message what is wrong, in words
 * @param suggestion what was probably meant; null when there is nothing close
 */
public record Flaw(
    String code,
    int line,
    int column,
    String pointer,
    String message,
    @Nullable String suggestion) {}
