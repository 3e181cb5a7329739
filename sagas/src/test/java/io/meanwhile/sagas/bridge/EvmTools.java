package io.meanwhile.sagas.bridge;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The development chain and the compiler that {@code npm ci} puts beside the contracts. */
public final class EvmTools {
  private static final Path FOLDER = Path.of("evm").toAbsolutePath();

  private EvmTools() {}

  /** The folder of the contracts and of {@code package.json}. */
  public static Path folder() {
    return FOLDER;
  }

  /** The anvil binary; without it the test is skipped, in CI it fails. */
  public static Path anvil() {
    return require(FOLDER.resolve("node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil"));
  }

  /** The Solidity compiler; without it the test is skipped, in CI it fails. */
  public static Path solc() {
    return require(FOLDER.resolve("node_modules/solc/package.json"));
  }

  private static Path require(Path file) {
    if (Files.exists(file)) {
      return file;
    }
    String reason = "not installed: " + file + "; run 'npm ci' in sagas/evm (Linux on x86-64)";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      return fail(reason);
    }
    return Assumptions.abort(reason);
  }
}
