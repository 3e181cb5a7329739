package io.meanwhile.sagas.participants;

import io.meanwhile.sagas.bridge.BridgeDeployment;
import io.meanwhile.sagas.bridge.BridgeParticipant;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bridge on two development nodes: fresh contracts on every start, tokens for one holder. The
 * keys are those that every development node gives its accounts; they are known to everybody.
 */
final class DevelopmentBridge {
  private static final String OWNER =
      "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
  private static final String OWNER_ADDRESS = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
  private static final String HOLDER =
      "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d";
  private static final String HOLDER_ADDRESS = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
  private static final String RECEIVER_ADDRESS = "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc";
  private static final BigInteger TOKENS = BigInteger.valueOf(1_000_000);

  private final List<BridgeParticipant> participants;
  private final Map<String, Object> addresses;

  private DevelopmentBridge(List<BridgeParticipant> participants, Map<String, Object> addresses) {
    this.participants = participants;
    this.addresses = addresses;
  }

  static DevelopmentBridge deploy(URI source, URI target, EvmOptions options)
      throws IOException, InterruptedException {
    var lockBox = BridgeDeployment.source(source, OWNER, HOLDER, TOKENS);
    var minter = BridgeDeployment.target(target, OWNER, TOKENS);
    Map<String, Object> addresses = new LinkedHashMap<>();
    addresses.put("lockBox", lockBox.contract());
    addresses.put("sourceToken", lockBox.token());
    addresses.put("minter", minter.contract());
    addresses.put("targetToken", minter.token());
    addresses.put("owner", OWNER_ADDRESS);
    addresses.put("holder", HOLDER_ADDRESS);
    addresses.put("receiver", RECEIVER_ADDRESS);
    addresses.put("tokens", TOKENS.toString());
    return new DevelopmentBridge(
        List.of(
            BridgeParticipant.source(options.settings(source, lockBox.contract(), OWNER)),
            BridgeParticipant.target(options.settings(target, minter.contract(), OWNER))),
        addresses);
  }

  List<BridgeParticipant> participants() {
    return participants;
  }

  /** Contracts and accounts, for whoever plays with them. */
  Map<String, Object> addresses() {
    return addresses;
  }
}
