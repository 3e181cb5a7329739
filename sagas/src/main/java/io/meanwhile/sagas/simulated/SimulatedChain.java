package io.meanwhile.sagas.simulated;

import io.meanwhile.core.model.Report;
import io.meanwhile.core.participant.Answer;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Participant;
import io.meanwhile.core.participant.RejectedException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A chain in this process: a request is accepted at once, mined with a later block, and confirmed
 * deeper with each block after it. Operations, inputs and results are those of the real chain of
 * the same name, so that one definition runs on both. {@link TestAccount} says how to break it.
 */
public final class SimulatedChain implements Participant, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SimulatedChain.class.getName());
  private static final Duration FOREVER = Duration.ofDays(1);

  private final ChainEnd end;
  private final InstantSource clock;
  private final int confirmations;
  private final ChainRequests requests;
  private final LedgerFile file;
  private final Ledger ledger;
  private final ChainAnswers answers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mined = lock.newCondition();
  private final ConcurrentMap<String, Watch> watches = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private SimulatedChain(ChainEnd end, Path directory, int confirmations, InstantSource clock)
      throws IOException {
    this.end = end;
    this.clock = clock;
    this.confirmations = confirmations;
    this.requests = new ChainRequests(end);
    Files.createDirectories(directory);
    this.file = new LedgerFile(directory.resolve(end.participant() + ".jsonl"));
    this.ledger = new Ledger(end, file);
    this.answers = new ChainAnswers(end, ledger);
  }

  /**
   * The chain on which tokens are locked; every account holds 10,000 at first.
   *
   * @param directory where the ledger is kept
   * @param confirmations depth from which an effect is no longer reported on, 1 or more; at least
   *     what the definitions wait for
   * @throws IOException when the ledger cannot be read
   */
  public static SimulatedChain source(Path directory, int confirmations, InstantSource clock)
      throws IOException {
    return new SimulatedChain(ChainEnd.SOURCE, directory, confirmations, clock);
  }

  /** The chain on which they are minted; otherwise as {@link #source}. */
  public static SimulatedChain target(Path directory, int confirmations, InstantSource clock)
      throws IOException {
    return new SimulatedChain(ChainEnd.TARGET, directory, confirmations, clock);
  }

  /** Makes a block at this pace from now on, until closed; meanwhile, the chain has gone on. */
  public void mineEvery(Duration blockTime) throws IOException {
    Duration away = file.sinceLastLine(clock.instant());
    lock.lock();
    try {
      ledger.skip(away.dividedBy(blockTime));
    } finally {
      lock.unlock();
    }
    threads.execute(() -> {
      try {
        while (true) {
          Thread.sleep(blockTime);
          mine();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // closed
      }
    });
  }

  /** Makes one block. */
  public void mine() {
    lock.lock();
    try {
      ledger.mine(clock.instant());
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the ledger of {0} cannot be written: {1}", name(), e.getMessage());
    } finally {
      mined.signalAll();
      lock.unlock();
    }
  }

  /** What this account holds. */
  public BigInteger balance(String account) {
    lock.lock();
    try {
      return ledger.balances().of(account);
    } finally {
      lock.unlock();
    }
  }

  /** Tokens locked here, or minted here and not burned. */
  public BigInteger pool() {
    lock.lock();
    try {
      return ledger.balances().pool();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String name() {
    return end.participant();
  }

  @Override
  public Answer perform(EffectRequest request)
      throws RejectedException, IOException, InterruptedException {
    ChainCall call = requests.read(request);
    boolean probe = requests.isProbe(request);
    boolean swallowed =
        !probe && !call.undo() && TestAccount.of(call.account()) == TestAccount.SILENT;
    if (swallowed) {
      Thread.sleep(FOREVER); // interrupted when the answer time is over
    }
    lock.lock();
    try {
      if (!probe && answers.of(call).status() == Report.UNKNOWN) {
        ledger.send(call);
      }
      Answer answer = answers.of(call);
      if (!settled(answer)) {
        watches.computeIfAbsent(call.key(), _ -> watch(call, answer)).reportTo(request.reporter());
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private boolean settled(Answer answer) {
    return answer.status() == Report.UNKNOWN
        || (answer.depth() != null && answer.depth() >= confirmations);
  }

  private Watch watch(ChainCall call, Answer told) {
    Watch watch = new Watch(call, name(), told, ledger.head());
    threads.execute(() -> {
      try {
        follow(watch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // closed
      } catch (RejectedException e) {
        LOG.log(Level.WARNING, "no longer reporting on {0}: {1}", call.key(), e.getMessage());
      } finally {
        watches.remove(call.key(), watch);
      }
    });
    return watch;
  }

  private void follow(Watch watch) throws InterruptedException, RejectedException {
    long seen = watch.begunAt();
    Answer now;
    do {
      Instant at;
      lock.lockInterruptibly();
      try {
        while (ledger.head() == seen) {
          mined.await();
        }
        seen = ledger.head();
        now = answers.of(watch.call());
        at = clock.instant();
      } finally {
        lock.unlock();
      }
      watch.tell(now, at);
    } while (!watch.told(now) || !settled(now));
  }
}
