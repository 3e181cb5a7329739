package io.meanwhile.sagas.participants;

import io.meanwhile.sagas.bridge.BridgeSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the chains are watched, the same for both ends of the bridge. */
final class EvmOptions {
  @Option(
      names = "--interval",
      defaultValue = "${env:MEANWHILE_EVM_INTERVAL:-PT1S}",
      description =
          "time between two looks at the newest block (ISO-8601, default ${DEFAULT-VALUE})")
  Duration interval = Duration.ofSeconds(1);

  @Option(
      names = "--confirmations",
      defaultValue = "${env:MEANWHILE_EVM_CONFIRMATIONS:-64}",
      description =
          "depth from which an effect is left alone; at least what the definitions wait for (default"
              + " ${DEFAULT-VALUE})")
  int confirmations = 64;

  @Option(
      names = "--patience",
      defaultValue = "${env:MEANWHILE_EVM_PATIENCE:-PT24H}",
      description = "longest time an effect is watched without being asked for again")
  Duration patience = Duration.ofHours(24);

  @Option(
      names = "--data-directory",
      defaultValue = "${env:MEANWHILE_PARTICIPANTS_DATA:-./meanwhile-participants-data}",
      description = "where signed transactions are remembered (default ${DEFAULT-VALUE})")
  Path directory = Path.of("./meanwhile-participants-data");

  BridgeSettings settings(URI node, String contract, String privateKey) {
    return new BridgeSettings(
        node, contract, privateKey, directory, interval, confirmations, patience);
  }

  static String keyIn(Path file) throws IOException {
    String key = Files.readString(file).strip();
    if (!key.matches("(0x)?[0-9a-fA-F]{64}")) {
      throw new IOException(file + " does not hold a private key: 64 hex digits");
    }
    return key;
  }
}
