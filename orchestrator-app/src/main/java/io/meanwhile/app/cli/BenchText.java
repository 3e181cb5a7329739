package io.meanwhile.app.cli;

import io.meanwhile.app.bench.BenchmarkReport;
import java.util.Locale;

/** What was measured, for people. */
final class BenchText {
  private BenchText() {}

  static String of(BenchmarkReport report) {
    String head =
        "%s on %s, %s, concurrency %d: %d sagas, %d errors, %d events stored%n"
            .formatted(
                report.workload(),
                report.store(),
                report.transport(),
                report.concurrency(),
                report.sagas(),
                report.errors(),
                report.storedEvents());
    String body = report.recoverySeconds() == null ? run(report) : recovery(report);
    return head
        + body
        + (report.verified() == null
            ? ""
            : "%n%d acknowledged sagas found again".formatted(report.verified()));
  }

  private static String run(BenchmarkReport report) {
    return String.format(
        Locale.ROOT,
        """
        %,.0f sagas/s, %,.0f events/s
        %.2f ms median, %.2f ms p99, %.2f ms p99.9
        %,.0f bytes, %.3f commits and %.0f us of processor a saga
        %,.0f rows/s is the store's ceiling; %.0f %% of it reached
        %.0f ms was the list of sagas behind\
        """,
        report.sagasPerSecond(),
        report.eventsPerSecond(),
        report.p50Millis(),
        report.p99Millis(),
        report.p999Millis(),
        report.bytesPerSaga(),
        report.commitsPerSaga(),
        report.cpuMicrosPerSaga(),
        report.ceilingRowsPerSecond(),
        100 * report.ratioToCeiling(),
        report.listLagMillis());
  }

  private static String recovery(BenchmarkReport report) {
    return String.format(
        Locale.ROOT,
        "  all ended %.2f s after the engine began to work; to start the service took %.2f s",
        report.recoverySeconds(),
        report.startSeconds());
  }
}
