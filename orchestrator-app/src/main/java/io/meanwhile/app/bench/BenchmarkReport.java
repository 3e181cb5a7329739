package io.meanwhile.app.bench;

import org.jspecify.annotations.Nullable;

/**
 * What was measured. Times are milliseconds as a caller sees them, from asking for a saga until it
 * is known to have ended.
 *
 * @param errors sagas that ended otherwise than the workload says, or not at all
 * @param bytesPerSaga bytes of stored events a saga
 * @param commitsPerSaga transactions of the log a saga
 * @param cpuMicrosPerSaga of this process: with a database server, without what that one uses
 * @param recoverySeconds W4: from when the engine of the killed service's successor begins to work
 *     until the last saga has ended
 * @param startSeconds W4: how long the successor had started until then
 * @param ceilingRowsPerSecond the same rows, inserted with the same number in a transaction, by
 *     nothing but a loop
 * @param ratioToCeiling rows a second of the run by those of the ceiling
 * @param listLagMillis how far the list of sagas was behind when the last saga had just ended
 * @param sagas how many ended while it was measured
 * @param storedEvents how many events the log held in the end
 * @param verified acknowledged sagas that the store was found to hold, ended as they should; null
 *     unless asked for
 */
public record BenchmarkReport(
    String workload,
    String store,
    String transport,
    int concurrency,
    double sagasPerSecond,
    double eventsPerSecond,
    double p50Millis,
    double p99Millis,
    double p999Millis,
    long errors,
    double bytesPerSaga,
    double commitsPerSaga,
    double cpuMicrosPerSaga,
    @Nullable Double recoverySeconds,
    @Nullable Double startSeconds,
    double ceilingRowsPerSecond,
    double ratioToCeiling,
    @Nullable Double listLagMillis,
    long sagas,
    long storedEvents,
    @Nullable Long verified) {

  /** The same, once the store was read again. */
  BenchmarkReport verified(long found, long missing) {
    return new BenchmarkReport(
        workload,
        store,
        transport,
        concurrency,
        sagasPerSecond,
        eventsPerSecond,
        p50Millis,
        p99Millis,
        p999Millis,
        errors + missing,
        bytesPerSaga,
        commitsPerSaga,
        cpuMicrosPerSaga,
        recoverySeconds,
        startSeconds,
        ceilingRowsPerSecond,
        ratioToCeiling,
        listLagMillis,
        sagas,
        storedEvents,
        found);
  }
}
