package io.meanwhile.app.log;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words, and without a stack trace, that the service has no database to start on. */
public final class StoreUnavailableAnalyzer
    extends AbstractFailureAnalyzer<LogUnavailableException> {

  @Override
  protected FailureAnalysis analyze(Throwable root, LogUnavailableException cause) {
    return new FailureAnalysis(
        "store-unavailable: " + cause.getMessage() + ".",
        "Stop the other process, or set meanwhile.data-directory to a directory that can be written"
            + " to, or spring.datasource.url to another database. See"
            + " docs/errors.md#store-unavailable.",
        cause);
  }
}
