package io.meanwhile.sagas.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Type;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A compiled contract, as the compile script of the contracts left it among the resources. */
record ContractCode(String name, String bytecode) {

  static ContractCode load(String name) {
    String resource = "contracts/" + name + ".json";
    try (InputStream in = ContractCode.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no compiled contract at " + resource);
      }
      JsonNode artefact = JsonMapper.shared().readTree(in);
      return new ContractCode(name, "0x" + artefact.required("bytecode").asString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a transaction must carry to create this contract. */
  String creation(Type<?>... arguments) {
    return bytecode + FunctionEncoder.encodeConstructor(List.of(arguments));
  }
}
