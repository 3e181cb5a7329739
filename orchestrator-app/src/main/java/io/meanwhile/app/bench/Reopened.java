package io.meanwhile.app.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.log.DurableLog;
import io.meanwhile.app.log.EmbeddedDatabase;
import io.meanwhile.app.log.LogVerification;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.log.StoredEvent;
import io.meanwhile.core.model.SagaEvent;
import io.meanwhile.core.model.SagaStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The store once the service has let go of it: what does it hold of what was acknowledged? */
final class Reopened {
  private static final int PAGE = 1000;

  private Reopened() {}

  /**
   * Counts the sagas among {@code acknowledged} that ended as they should.
   *
   * @throws BenchmarkException when the log does not verify
   */
  static long count(BenchmarkPlan plan, @Nullable BenchSchema schema, List<String> acknowledged) {
    try (HikariDataSource source = open(plan, schema);
        DurableLog log = DurableLog.open(source, new EventCodec())) {
      LogVerification.Findings findings = log.verification().verify(10);
      if (!findings.flaws().isEmpty()) {
        throw new BenchmarkException("the log does not verify: " + findings.flaws(), null);
      }
      Set<String> missing = new HashSet<>(acknowledged);
      strike(log.reading(), plan.workload().outcome(), missing);
      return (long) acknowledged.size() - missing.size();
    }
  }

  private static HikariDataSource open(BenchmarkPlan plan, @Nullable BenchSchema schema) {
    if (schema == null) {
      return EmbeddedDatabase.open(plan.directory());
    }
    HikariConfig config = new HikariConfig();
    schema.configure(config);
    return new HikariDataSource(config);
  }

  private static void strike(SagaLog log, SagaStatus outcome, Set<String> missing) {
    long position = 0;
    List<StoredEvent> page;
    do {
      page = log.after(position, PAGE);
      for (StoredEvent event : page) {
        position = event.position();
        if (missing.contains(event.saga())
            && event.event() instanceof SagaEvent.SagaEnded ended
            && ended.outcome() == outcome) {
          missing.remove(event.saga());
        }
      }
    } while (!page.isEmpty());
  }
}
