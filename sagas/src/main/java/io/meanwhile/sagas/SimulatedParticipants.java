package io.meanwhile.sagas;

import io.meanwhile.sagas.simulated.SimulatedChain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Two simulated chains in the service's own process. A configured {@code
 * meanwhile.participants.source-chain.url} (or target-chain) takes precedence over them.
 */
@Configuration(proxyBeanMethods = false)
class SimulatedParticipants {
  private static final int CONFIRMATIONS = 3; // as deep as the definitions want it

  private final Path directory;
  private final Duration blockTime;

  SimulatedParticipants(
      @Value("${meanwhile.data-directory:./meanwhile-data}") Path dataDirectory,
      @Value("${meanwhile.simulated.block-time:PT1S}") Duration blockTime) {
    this.directory = dataDirectory.resolve("simulated");
    this.blockTime = blockTime;
  }

  @Bean
  SimulatedChain sourceChain(Clock clock) throws IOException {
    return mining(SimulatedChain.source(directory, CONFIRMATIONS, clock));
  }

  @Bean
  SimulatedChain targetChain(Clock clock) throws IOException {
    return mining(SimulatedChain.target(directory, CONFIRMATIONS, clock));
  }

  private SimulatedChain mining(SimulatedChain chain) throws IOException {
    chain.mineEvery(blockTime);
    return chain;
  }
}
