package io.meanwhile.app.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in plain words, and without a stack trace, why the service does not start. */
public final class UnsafeAddressAnalyzer extends AbstractFailureAnalyzer<UnsafeAddressException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, UnsafeAddressException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Configure meanwhile.security.keys[0].name, .sha256 and .roles, or leave the address at"
            + " 127.0.0.1. See docs/errors.md#unsafe-address.",
        cause);
  }
}
