package io.meanwhile.sagas.bridge;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** The contract of one end of the bridge: how to call it and how to read its book of ids. */
record BridgeContract(Chain chain, String address, BridgeEnd end) {
  private static final int WORD = 64; // hex digits
  private static final String DONE =
      EventEncoder.buildEventSignature("Done(bytes32,address,uint256)");
  private static final String UNDONE =
      EventEncoder.buildEventSignature("Undone(bytes32,address,uint256)");
  private static final String BLOCKED = EventEncoder.buildEventSignature("Blocked(bytes32)");

  /** The id of an action in the contract's book: the hash of the action's idempotency key. */
  static String idOf(String actionKey) {
    return Hash.sha3String(actionKey);
  }

  String actionCall(String id, String account, BigInteger amount) {
    return encode(end.action(), bytes32(id), new Address(account), new Uint256(amount));
  }

  String undoCall(String id) {
    return encode(end.undo(), bytes32(id));
  }

  /** The book's entry in the state after the given block. */
  Entry entry(String id, long block) throws IOException {
    String words = chain.read(address, encode("entries", bytes32(id)), block);
    if (words.length() != 2 + 5 * WORD) {
      throw new NodeException("eth_call", "no bridge contract at " + address);
    }
    return new Entry(
        Entry.State.of(number(words, 0).intValueExact()),
        number(words, 1).longValueExact(),
        number(words, 2).longValueExact(),
        new Address(number(words, 3)).getValue(),
        number(words, 4));
  }

  /** The transaction that did, undid or blocked the id in that block. */
  String transactionOf(String id, Entry.State what, long block) throws IOException {
    String event =
        switch (what) {
          case DONE -> DONE;
          case UNDONE -> UNDONE;
          case BLOCKED -> BLOCKED;
          case NONE -> throw new IllegalArgumentException("nothing happens in state NONE");
        };
    return chain
        .emitter(address, event, id, block)
        .orElseThrow(() -> new NodeException("eth_getLogs", "no event in block " + block));
  }

  private static String encode(String function, Type<?>... arguments) {
    return FunctionEncoder.encode(new Function(function, List.of(arguments), List.of()));
  }

  private static Bytes32 bytes32(String id) {
    return new Bytes32(Numeric.hexStringToByteArray(id));
  }

  private static BigInteger number(String words, int index) {
    int start = 2 + index * WORD;
    return new BigInteger(words.substring(start, start + WORD), 16);
  }
}
