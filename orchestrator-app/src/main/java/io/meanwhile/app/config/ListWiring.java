package io.meanwhile.app.config;

import io.meanwhile.app.engine.Engine;
import io.meanwhile.app.log.Dialect;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.projections.ListDatabase;
import io.meanwhile.app.projections.SagaList;
import io.meanwhile.app.projections.SagaListProcessor;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The list of sagas and the event processor that keeps it. It is not in the Axon configuration
 * itself, which starts before there is an engine to ask for states.
 */
@Configuration(proxyBeanMethods = false)
class ListWiring {

  /** On a server beside the log; embedded in a file of its own, of which the log knows nothing. */
  @Bean
  @DependsOnDatabaseInitialization
  ListDatabase listDatabase(DataSource source, MeanwhileProperties properties) {
    return Dialect.of(source) == Dialect.H2
        ? ListDatabase.in(properties.dataDirectory())
        : ListDatabase.within(source);
  }

  @Bean
  SagaList sagaList(ListDatabase database, SagaLog log, Clock clock) {
    return new SagaList(database.source(), log, clock);
  }

  @Bean
  SagaListProcessor.Parts sagaListParts(AxonConfiguration axon, ListDatabase database) {
    DataSource source = database.source();
    return new SagaListProcessor.Parts(
        axon.getComponent(EventStore.class),
        AxonWiring.tokens(source),
        AxonWiring.transactional(axon, new JdbcTransactionManager(source)),
        source);
  }

  @Bean
  SagaListProcessor sagaListProcessor(SagaListProcessor.Parts parts, SagaLog log, Engine engine) {
    return new SagaListProcessor(parts, log, engine.sagas(), engine::listed);
  }

  @Bean
  StartsLast sagaListStart(SagaListProcessor processor) {
    return new StartsLast(processor::start);
  }
}
