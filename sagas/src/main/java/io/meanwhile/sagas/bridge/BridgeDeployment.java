package io.meanwhile.sagas.bridge;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * Puts the bridge's contracts on two development chains. Not for a chain where tokens have a price:
 * the account that owns the contracts relays, too.
 */
public final class BridgeDeployment {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private BridgeDeployment() {}

  /** A contract with its token. */
  public record Deployed(String contract, String token) {}

  /**
   * Creates token and lock box, issues tokens to the holder and approves the lock box in its name.
   *
   * @param owner private key of the account that owns and relays
   * @param holder private key of the account that gets the tokens
   */
  public static Deployed source(URI node, String owner, String holder, BigInteger tokens)
      throws IOException, InterruptedException {
    try (Chain chain = Chain.at(node)) {
      Account owning = new Account(chain, owner);
      Account holding = new Account(chain, holder);
      String token =
          create(owning, "Token", new Utf8String("Meanwhile test token"), new Utf8String("MTT"));
      String box = create(owning, "LockBox", new Address(token), new Address(owning.address()));
      owning.transact(
          token, call("issue", new Address(holding.address()), new Uint256(tokens)), PATIENCE);
      holding.transact(token, call("approve", new Address(box), new Uint256(tokens)), PATIENCE);
      return new Deployed(box, token);
    }
  }

  /**
   * Creates the minter, which creates its token.
   *
   * @param owner private key of the account that owns and relays
   * @param cap how many tokens may exist there at most
   */
  public static Deployed target(URI node, String owner, BigInteger cap)
      throws IOException, InterruptedException {
    try (Chain chain = Chain.at(node)) {
      Account owning = new Account(chain, owner);
      String minter =
          create(
              owning,
              "Minter",
              new Utf8String("Bridged Meanwhile test token"),
              new Utf8String("bMTT"),
              new Address(owning.address()),
              new Uint256(cap));
      String word = chain.read(minter, call("token"), chain.head().number());
      return new Deployed(minter, "0x" + word.substring(word.length() - 40));
    }
  }

  private static String create(Account owner, String contract, Type<?>... arguments)
      throws IOException, InterruptedException {
    return owner
        .transact(null, ContractCode.load(contract).creation(arguments), PATIENCE)
        .orElseThrow(() -> new IOException("the node created no contract"));
  }

  private static String call(String function, Type<?>... arguments) {
    return FunctionEncoder.encode(
        new Function(function, java.util.List.of(arguments), java.util.List.of()));
  }
}
