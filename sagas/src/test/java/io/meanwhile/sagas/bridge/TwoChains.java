package io.meanwhile.sagas.bridge;

import io.meanwhile.core.model.Direction;
import io.meanwhile.core.participant.EffectRequest;
import io.meanwhile.core.participant.Reporter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;

/** Two nodes with the bridge's contracts, a holder with 1,000 tokens, and the two participants. */
final class TwoChains implements AutoCloseable {
  static final String HOLDER = EvmNode.ACCOUNTS.get(1);
  static final String RECEIVER = EvmNode.ACCOUNTS.get(2);
  static final int SUPPLY = 1_000;
  static final int CONFIRMATIONS = 3;

  final EvmNode sourceNode;
  final EvmNode targetNode;
  final BridgeDeployment.Deployed lockBox;
  final BridgeDeployment.Deployed minter;
  BridgeParticipant source;
  BridgeParticipant target;
  private final Path directory;

  TwoChains(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    sourceNode = EvmNode.start(1001);
    targetNode = EvmNode.start(2002);
    BigInteger supply = BigInteger.valueOf(SUPPLY);
    lockBox =
        BridgeDeployment.source(sourceNode.url(), EvmNode.KEYS.get(0), EvmNode.KEYS.get(1), supply);
    minter = BridgeDeployment.target(targetNode.url(), EvmNode.KEYS.get(0), supply);
    source = BridgeParticipant.source(settings(sourceNode, lockBox));
    target = BridgeParticipant.target(settings(targetNode, minter));
  }

  /** Ends both participants and starts them again, with nothing but their files. */
  void restartParticipants() throws IOException {
    source.close();
    target.close();
    source = BridgeParticipant.source(settings(sourceNode, lockBox));
    target = BridgeParticipant.target(settings(targetNode, minter));
  }

  private BridgeSettings settings(EvmNode node, BridgeDeployment.Deployed deployed) {
    return new BridgeSettings(
        node.url(),
        deployed.contract(),
        EvmNode.KEYS.get(0),
        directory,
        Duration.ofMillis(20),
        CONFIRMATIONS,
        Duration.ofMinutes(5));
  }

  static EffectRequest lock(String saga, Object amount, Reporter reporter) {
    return action(saga, "lock", Map.of("amount", amount, "holder", HOLDER), reporter);
  }

  static EffectRequest mint(String saga, Object amount, Reporter reporter) {
    return action(saga, "mint", Map.of("amount", amount, "to", RECEIVER), reporter);
  }

  static EffectRequest action(String saga, String operation, Object input, Reporter reporter) {
    String key = saga + "/" + operation + "/action/1";
    return new EffectRequest(
        key, saga, operation, Direction.ACTION, false, 1, input, null, reporter);
  }

  /** The compensation of {@code action}, as its {@code generation}th try. */
  static EffectRequest undo(
      EffectRequest action, String operation, int generation, Reporter reporter) {
    return new EffectRequest(
        action.saga() + "/" + action.operation() + "/compensation/1/" + generation,
        action.saga(),
        operation,
        Direction.COMPENSATION,
        false,
        1,
        Map.of(),
        new EffectRequest.OriginalAction(action.key(), action.input(), null),
        reporter);
  }

  /** Asks for the present state of the effect of {@code asked}. */
  static EffectRequest probe(EffectRequest asked, String operation) {
    return new EffectRequest(
        asked.key(),
        asked.saga(),
        operation,
        asked.direction(),
        true,
        1,
        asked.input(),
        asked.action(),
        asked.reporter());
  }

  /** One field of a result. */
  static Object field(@Nullable Object result, String name) {
    return Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(result)).get(name));
  }

  int held() throws IOException {
    return balance(sourceNode, lockBox.token(), HOLDER);
  }

  int locked() throws IOException {
    return balance(sourceNode, lockBox.token(), lockBox.contract());
  }

  int received() throws IOException {
    return balance(targetNode, minter.token(), RECEIVER);
  }

  int bridged() throws IOException {
    return number(targetNode, minter.token(), "totalSupply");
  }

  /** A transaction of the contracts' owner, mined at once. */
  void asOwner(EvmNode node, BridgeDeployment.Deployed on, String function, Type<?>... arguments)
      throws IOException, InterruptedException {
    as(0, node, on.contract(), function, arguments);
  }

  /** A transaction of one of the development accounts, mined at once. */
  void as(int account, EvmNode node, String contract, String function, Type<?>... arguments)
      throws IOException, InterruptedException {
    try (Chain chain = Chain.at(node.url())) {
      new Account(chain, EvmNode.KEYS.get(account))
          .transact(contract, call(function, arguments), Duration.ofSeconds(20));
    }
  }

  private static int balance(EvmNode node, String token, String account) throws IOException {
    return number(node, token, "balanceOf", new Address(account));
  }

  private static int number(EvmNode node, String contract, String function, Type<?>... arguments)
      throws IOException {
    try (Chain chain = Chain.at(node.url())) {
      String word = chain.read(contract, call(function, arguments), chain.head().number());
      return new BigInteger(word.substring(2), 16).intValueExact();
    }
  }

  static String call(String function, Type<?>... arguments) {
    return FunctionEncoder.encode(new Function(function, List.of(arguments), List.of()));
  }

  @Override
  public void close() throws IOException {
    source.close();
    target.close();
    sourceNode.close();
    targetNode.close();
  }
}
