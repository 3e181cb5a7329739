package io.meanwhile.sagas.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What a person needs to know to play with the running bridge. */
record Guide(String service, String source, String target, JsonNode addresses) {

  /** To be read: the way in, with real addresses. */
  String text(Path shell, Path logs) {
    return """

    The bridge runs. Every second each chain makes a block.
      service       %1$s
      source chain  %2$s   1000000 tokens are held by %4$s
      target chain  %3$s   where %5$s receives
      logs          %6$s

    In another terminal, move 100 tokens:

      curl -X POST '%1$s/api/v1/sagas?wait=PT30S' -H 'Content-Type: application/json' \\
        -d '{"definition":"bridge-transfer","id":"transfer-1","input":{"amount":100,"from":"%4$s","to":"%5$s"}}'

    See what has happened:

      curl %1$s/api/v1/sagas/transfer-1/standing

    See what the receiver has, as the target chain itself tells (in hex: 0x64 is 100):

      curl %3$s -H 'Content-Type: application/json' \\
        -d '{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"%7$s","data":"0x70a08231000000000000000000000000%8$s"},"latest"]}'

    Shorter names for all this, and ways to break it:

      . %9$s

    Ctrl-C stops everything.
    """
        .formatted(
            service,
            source,
            target,
            address("holder"),
            address("receiver"),
            logs,
            address("targetToken"),
            address("receiver").substring(2),
            shell);
  }

  /** To be read by a shell: names for the addresses, and functions that use them. */
  String shell(Path pid, String observer) throws IOException {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("SERVICE", service);
    names.put("SERVICE_PID_FILE", pid.toString());
    names.put("OBSERVER", observer);
    names.put("SOURCE_CHAIN", source);
    names.put("TARGET_CHAIN", target);
    names.put("SOURCE_TOKEN", address("sourceToken"));
    names.put("TARGET_TOKEN", address("targetToken"));
    names.put("LOCK_BOX", address("lockBox"));
    names.put("MINTER", address("minter"));
    names.put("OWNER", address("owner"));
    names.put("HOLDER", address("holder"));
    names.put("RECEIVER", address("receiver"));
    StringBuilder shell = new StringBuilder();
    names.forEach((name, value) -> shell.append(name + "='" + value + "'\n"));
    try (InputStream functions = Guide.class.getResourceAsStream("functions.sh")) {
      byte[] bytes = Objects.requireNonNull(functions).readAllBytes();
      return shell.append(new String(bytes, StandardCharsets.UTF_8)).toString();
    }
  }

  private String address(String name) {
    return addresses.required(name).asString();
  }
}
