package io.meanwhile.app.problems;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words, and without a stack trace, why the service does not start. */
public final class CannotStartAnalyzer extends AbstractFailureAnalyzer<CannotStartException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, CannotStartException cause) {
    return new FailureAnalysis(
        cause.code() + ": " + cause.getMessage(),
        cause.remedy() + " See docs/errors.md#" + cause.code() + ".",
        cause);
  }
}
