package io.meanwhile.sagas.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.utils.Numeric;

/** What the contracts refuse by themselves, whoever asks. */
class ContractsTest extends BridgeTest {
  private static final Bytes32 ID =
      new Bytes32(Numeric.hexStringToByteArray(BridgeContract.idOf("some key")));
  private static final Address HOLDER = new Address(TwoChains.HOLDER);

  @Test
  void anIdIsLockedOnceAndUnlockedOnce() throws Exception {
    relay("lock", ID, HOLDER, new Uint256(100));
    refused(0, "already done", "lock", ID, HOLDER, new Uint256(100));
    relay("unlock", ID);
    assertEquals(TwoChains.SUPPLY, chains.held());
    relay("unlock", ID);
    assertEquals(TwoChains.SUPPLY, chains.held());
    refused(0, "already done", "lock", ID, HOLDER, new Uint256(100));
    assertEquals(Entry.State.UNDONE, entry().state());
  }

  @Test
  void anIdUnlockedFirstIsBlocked() throws Exception {
    relay("unlock", ID);
    relay("unlock", ID);
    refused(0, "blocked by its compensation", "lock", ID, HOLDER, new Uint256(100));
    assertEquals(Entry.State.BLOCKED, entry().state());
    assertEquals(BigInteger.ZERO, entry().amount());
  }

  @Test
  void onlyTheRelayerMovesTokensAndOnlyTheOwnerPauses() throws Exception {
    refused(1, "only the relayer", "lock", ID, HOLDER, new Uint256(100));
    refused(1, "only the relayer", "unlock", ID);
    refused(1, "only the owner", "setPaused", new Bool(true));
  }

  @Test
  void nobodyIssuesTheBridgedTokenPastTheMinter() throws Exception {
    try (Chain chain = Chain.at(chains.targetNode.url())) {
      Optional<String> why =
          chain.failure(
              EvmNode.ACCOUNTS.get(0),
              chains.minter.token(),
              TwoChains.call("issue", HOLDER, new Uint256(1)),
              chain.head().number());
      assertEquals(Optional.of("only the owner issues"), why);
    }
  }

  @Test
  void theCompiledContractsAreThoseOfTheSources(@TempDir Path fresh) throws Exception {
    EvmTools.solc();
    Process compiler =
        new ProcessBuilder(
                "node", EvmTools.folder().resolve("compile.js").toString(), fresh.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(compiler.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, compiler.waitFor(), said);
    for (String name : List.of("Token.json", "LockBox.json", "Minter.json")) {
      try (var kept = ContractCode.class.getResourceAsStream("contracts/" + name)) {
        assertTrue(kept != null, name);
        assertEquals(
            Files.readString(fresh.resolve(name)),
            new String(kept.readAllBytes(), UTF_8),
            name + " is stale: run 'npm run compile' in sagas/evm");
      }
    }
  }

  private void relay(String function, org.web3j.abi.datatypes.Type<?>... arguments)
      throws Exception {
    chains.asOwner(chains.sourceNode, chains.lockBox, function, arguments);
  }

  private void refused(
      int account, String why, String function, org.web3j.abi.datatypes.Type<?>... arguments)
      throws IOException {
    try (Chain chain = Chain.at(chains.sourceNode.url())) {
      assertEquals(
          Optional.of(why),
          chain.failure(
              EvmNode.ACCOUNTS.get(account),
              chains.lockBox.contract(),
              TwoChains.call(function, arguments),
              chain.head().number()));
    }
  }

  private Entry entry() throws IOException {
    try (Chain chain = Chain.at(chains.sourceNode.url())) {
      return new BridgeContract(chain, chains.lockBox.contract(), BridgeEnd.SOURCE)
          .entry(BridgeContract.idOf("some key"), chain.head().number());
    }
  }
}
