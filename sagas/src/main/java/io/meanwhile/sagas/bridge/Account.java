package io.meanwhile.sagas.bridge;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** An account on one chain whose private key is held here. The key is never shown or logged. */
final class Account {
  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(500_000);
  private static final BigInteger CREATION_GAS_LIMIT = BigInteger.valueOf(4_000_000);
  private static final BigInteger TIP = BigInteger.valueOf(1_000_000_000);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Chain chain;
  private final Credentials credentials;

  Account(Chain chain, String privateKey) {
    this.chain = chain;
    this.credentials = Credentials.create(privateKey);
  }

  String address() {
    return credentials.getAddress();
  }

  /** Signs a transaction for twice today's base fee, so that it survives a rise. Sends nothing. */
  SignedCall sign(String key, long nonce, @Nullable String contract, String data)
      throws IOException {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            chain.id(),
            BigInteger.valueOf(nonce),
            contract == null ? CREATION_GAS_LIMIT : GAS_LIMIT,
            contract,
            BigInteger.ZERO,
            data,
            TIP,
            chain.baseFee().shiftLeft(1).add(TIP));
    byte[] signed = TransactionEncoder.signMessage(transaction, credentials);
    return new SignedCall(
        key, data, nonce, Numeric.toHexString(Hash.sha3(signed)), Numeric.toHexString(signed));
  }

  /**
   * Sends a transaction and waits until it is mined.
   *
   * @return the address of the contract it created, if any
   * @throws IOException when it failed, or was not mined within the patience
   */
  Optional<String> transact(@Nullable String contract, String data, Duration patience)
      throws IOException, InterruptedException {
    SignedCall call = sign("", chain.nextNonce(address()), contract, data);
    chain.broadcast(call.raw());
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      if (chain.whereabouts(call.tx()) instanceof Whereabouts.Mined mined) {
        if (!mined.succeeded()) {
          throw new IOException("the transaction " + call.tx() + " failed");
        }
        return mined.created();
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException("the transaction " + call.tx() + " was not mined within " + patience);
  }
}
