package io.meanwhile.sagas.bridge;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What one end of the bridge needs to work.
 *
 * @param node JSON-RPC address of a node of its chain
 * @param contract address of the lock box or the minter
 * @param privateKey of the relayer's account, in hex; this participant must be the only one to use
 *     it
 * @param directory where it keeps its memory of what it has signed
 * @param interval between two looks at the newest block
 * @param confirmations depth from which an effect is no longer watched, 1 or more; at least what
 *     the definitions wait for
 * @param patience longest time one effect is watched without being asked about again
 */
public record BridgeSettings(
    URI node,
    String contract,
    String privateKey,
    Path directory,
    Duration interval,
    int confirmations,
    Duration patience) {

  /** Leaves the private key out. */
  @Override
  public String toString() {
    return "BridgeSettings[node=" + node + ", contract=" + contract + "]";
  }
}
