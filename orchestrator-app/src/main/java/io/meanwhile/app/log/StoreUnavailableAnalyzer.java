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
        "On files of its own: stop the other process, or set meanwhile.data-directory to a directory"
            + " that can be written to. On PostgreSQL: check spring.datasource.url, username and"
            + " password, and that the server runs; docs/how-to/use-postgresql.md says what it"
            + " needs. See docs/errors.md#store-unavailable.",
        cause);
  }
}
