package io.meanwhile.app.config;

import io.meanwhile.app.engine.Engine;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.projections.SagaList;
import io.meanwhile.app.projections.SagaListProcessor;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The list of sagas and the event processor that keeps it. It is not in the Axon configuration
 * itself, which starts before there is an engine to ask for states.
 */
@Configuration(proxyBeanMethods = false)
class ListWiring {

  @Bean
  SagaList sagaList(DataSource source, SagaLog log, Clock clock) {
    return new SagaList(source, log, clock);
  }

  @Bean
  SagaListProcessor.Parts sagaListParts(
      AxonConfiguration axon, PlatformTransactionManager transactions, DataSource source) {
    return new SagaListProcessor.Parts(
        axon.getComponent(EventStore.class),
        axon.getComponent(TokenStore.class),
        AxonWiring.transactional(axon, transactions),
        source);
  }

  @Bean
  SagaListProcessor sagaListProcessor(SagaListProcessor.Parts parts, SagaLog log, Engine engine) {
    return new SagaListProcessor(parts, log, engine::view);
  }

  @Bean
  SagaListStart sagaListStart(SagaListProcessor processor) {
    return new SagaListStart(processor);
  }
}
