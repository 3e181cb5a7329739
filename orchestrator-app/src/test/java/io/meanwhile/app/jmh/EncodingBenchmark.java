package io.meanwhile.app.jmh;

import io.meanwhile.app.format.SnapshotCodec;
import io.meanwhile.app.log.Entry;
import io.meanwhile.app.log.Frame;
import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Saga;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A start's frame; a long saga's state there and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodingBenchmark {
  private final Material material = new Material();
  private final Definition definition = Material.three();
  private final List<Entry> entries =
      Material.entries(Material.events(definition, Saga.NOT_STARTED, Material.start("s-1")));
  private final SnapshotCodec codec = new SnapshotCodec();
  private final SnapshotCodec.Kept kept = new SnapshotCodec.Kept("order-7", Material.told(1000));
  private final byte[] state = codec.encode(kept);

  @Benchmark
  public Frame frame() {
    return material.birth(1, "s-1", definition, entries);
  }

  @Benchmark
  public byte[] snapshot() {
    return codec.encode(kept);
  }

  @Benchmark
  public SnapshotCodec.Kept snapshotBack() {
    return codec.decode(state);
  }
}
