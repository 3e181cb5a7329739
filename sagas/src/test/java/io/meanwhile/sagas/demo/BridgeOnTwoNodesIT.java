package io.meanwhile.sagas.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanwhile.sagas.bridge.EvmTools;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that one command starts, used with the functions that it offers. */
class BridgeOnTwoNodesIT {
  @BeforeEach
  void needsTheChains() {
    EvmTools.anvil();
  }

  @Test
  void movesTokensGivesThemBackOutlivesAKillAndLeavesNothingRunning() throws Exception {
    Process launcher = launch();
    List<ProcessHandle> children;
    try {
      BufferedReader output = launcher.inputReader(StandardCharsets.UTF_8);
      waitFor(output, "Ctrl-C stops everything");
      assertTrue(shell("transfer one 100").contains("\"COMPLETED\""));
      String moved = shell("balances");
      assertTrue(moved.matches("(?s).*999900\\R.* 100\\R.* 100\\R"), moved);

      shell("pause_minter");
      assertTrue(shell("transfer two 50").contains("\"COMPENSATED\""));
      shell("resume_minter");
      assertEquals(moved, shell("balances"));

      shell("begin three 20; kill_service");
      waitFor(output, "The service is there again");
      String third = shell("transfer three 20");
      assertTrue(third.contains("\"created\":false") && third.contains("\"COMPLETED\""), third);
      assertTrue(shell("balances").matches("(?s).*999880\\R.* 120\\R.* 120\\R"));

      shell("define src/test/resources/io/meanwhile/sagas/bridge/watched-transfer.yaml");
      String fourth =
          shell(
              "set -m; observe rpc-a & observe rpc-b & transfer four 10 watched-transfer; kill %1 %2");
      assertTrue(fourth.contains("\"COMPLETED\""), fourth);
      assertTrue(shell("balances").matches("(?s).*999870\\R.* 130\\R.* 130\\R"));
    } finally {
      children = launcher.descendants().toList();
      launcher.destroy();
      assertTrue(launcher.waitFor(60, TimeUnit.SECONDS));
    }
    assertEquals(4, children.size());
    assertTrue(children.stream().noneMatch(ProcessHandle::isAlive));
  }

  private static Process launch() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            BridgeOnTwoNodes.class.getName(),
            "--root=..",
            "--port=" + freePort())
        .redirectErrorStream(true)
        .start();
  }

  private static void waitFor(BufferedReader output, String text) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      if (line.contains(text)) {
        return;
      }
    }
    throw new IOException("it ended without '" + text + "':\n" + said);
  }

  private static String shell(String commands) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("bash", "-c", ". target/bridge/shell; " + commands)
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor(), said);
    return said;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
