package io.meanwhile.sagas.bridge;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;

/**
 * One chain, seen through one node. Every method asks the node and throws when it cannot answer.
 */
final class Chain implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private static final String REVERTED = "execution reverted: ";

  private final Web3j node;
  private final long id;
  private final String genesis;

  private Chain(Web3j node) throws IOException {
    this.node = node;
    this.id = ask(node.ethChainId()).getChainId().longValueExact();
    this.genesis = block(DefaultBlockParameter.valueOf(BigInteger.ZERO)).hash();
  }

  static Chain at(URI url) throws IOException {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .readTimeout(ANSWER)
            .followRedirects(false)
            .build();
    return new Chain(Web3j.build(new HttpService(url.toString(), client)));
  }

  long id() {
    return id;
  }

  /** The hash of block 0: tells two chains with the same id apart. */
  String genesis() {
    return genesis;
  }

  Block head() throws IOException {
    return block(DefaultBlockParameterName.LATEST);
  }

  Block block(long number) throws IOException {
    return block(at(number));
  }

  /** Where the transaction is, as far as this node knows. */
  Whereabouts whereabouts(String tx) throws IOException {
    // In this order: asked for the receipt first, a transaction mined in between would look absent.
    var known = ask(node.ethGetTransactionByHash(tx)).getTransaction();
    if (known.isEmpty()) {
      return new Whereabouts.Absent();
    }
    return ask(node.ethGetTransactionReceipt(tx))
        .getTransactionReceipt()
        .<Whereabouts>map(Chain::mined)
        .orElseGet(Whereabouts.InMempool::new);
  }

  /** The first free nonce of the account, counting what waits in the mempool. */
  long nextNonce(String account) throws IOException {
    return nonce(account, DefaultBlockParameterName.PENDING);
  }

  /** How many transactions of the account are mined: every lower nonce is used up. */
  long minedNonce(String account) throws IOException {
    return nonce(account, DefaultBlockParameterName.LATEST);
  }

  /** Wei per unit of gas that the next block burns; zero on a chain without base fee. */
  BigInteger baseFee() throws IOException {
    BigInteger fee =
        ask(node.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
            .getBlock()
            .getBaseFeePerGas();
    return fee == null ? BigInteger.ZERO : fee;
  }

  /** Hands over a signed transaction; one that the node has already is fine. */
  void broadcast(String signed) throws IOException {
    try {
      ask(node.ethSendRawTransaction(signed));
    } catch (NodeException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.contains("already known") && !message.contains("already imported")) {
        throw e;
      }
    }
  }

  /** The returned words of a call that changes nothing, in the state after the given block. */
  String read(String contract, String data, long block) throws IOException {
    return ask(node.ethCall(call(contract, contract, data), at(block))).getValue();
  }

  /**
   * Why a call fails in the state after the given block; empty when it would not, or no one knows.
   */
  Optional<String> failure(String from, String contract, String data, long block)
      throws IOException {
    EthCall answer = node.ethCall(call(from, contract, data), at(block)).send();
    return answer.isReverted()
        ? Optional.ofNullable(answer.getRevertReason()).map(Chain::withoutPrefix)
        : Optional.empty();
  }

  /** The transaction that emitted the event in that block about that id. */
  Optional<String> emitter(String contract, String eventTopic, String id, long block)
      throws IOException {
    EthFilter filter = new EthFilter(at(block), at(block), contract);
    filter.addSingleTopic(eventTopic).addSingleTopic(id);
    return ask(node.ethGetLogs(filter)).getLogs().stream()
        .map(log -> ((Log) log.get()).getTransactionHash())
        .findFirst();
  }

  @Override
  public void close() {
    node.shutdown();
  }

  private static Whereabouts.Mined mined(TransactionReceipt receipt) {
    return new Whereabouts.Mined(
        receipt.getBlockNumber().longValueExact(),
        receipt.isStatusOK(),
        Optional.ofNullable(receipt.getContractAddress()));
  }

  private long nonce(String account, DefaultBlockParameter when) throws IOException {
    return ask(node.ethGetTransactionCount(account, when)).getTransactionCount().longValueExact();
  }

  private Block block(DefaultBlockParameter which) throws IOException {
    EthBlock.Block block = ask(node.ethGetBlockByNumber(which, false)).getBlock();
    if (block == null) {
      throw new NodeException("eth_getBlockByNumber", "no block " + which.getValue());
    }
    return new Block(
        block.getNumber().longValueExact(),
        block.getHash(),
        Instant.ofEpochSecond(block.getTimestamp().longValueExact()));
  }

  private static String withoutPrefix(String reason) {
    return reason.startsWith(REVERTED) ? reason.substring(REVERTED.length()) : reason;
  }

  private static Transaction call(String from, String contract, String data) {
    return Transaction.createEthCallTransaction(from, contract, data);
  }

  private static DefaultBlockParameter at(long block) {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(block));
  }

  private static <T extends Response<?>> T ask(Request<?, T> request) throws IOException {
    T response = request.send();
    if (response.hasError()) {
      throw new NodeException(request.getMethod(), response.getError().getMessage());
    }
    return response;
  }
}
