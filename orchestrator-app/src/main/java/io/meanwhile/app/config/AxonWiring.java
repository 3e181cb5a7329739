package io.meanwhile.app.config;

import io.meanwhile.app.log.Dialect;
import io.meanwhile.app.log.DurableLog;
import io.meanwhile.app.log.FrameAppender;
import javax.sql.DataSource;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.common.configuration.ComponentRegistry;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.core.ConfigurationApplicationContext;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.core.unitofwork.TransactionalUnitOfWorkFactory;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.JdbcTokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.JdbcTokenStoreConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;

/** The one Axon configuration: our log underneath, our tuning on the hot path, nobody's phone. */
@Configuration(proxyBeanMethods = false)
class AxonWiring {
  private static final String THE_ONLY_ONE = "the only one";

  private static final String UPDATE_CHECKER =
      "org.axonframework.update.UpdateCheckerConfigurationEnhancer";

  @Bean(destroyMethod = "shutdown")
  AxonConfiguration axon(
      DurableLog log,
      DataSource source,
      PlatformTransactionManager transactions,
      ObjectProvider<AxonExtension> extensions) {
    EventSourcingConfigurer configurer = EventSourcingConfigurer.create();
    log.register(configurer);
    configurer.componentRegistry(registry -> tune(registry, source));
    configurer.messaging(messaging ->
        messaging.eventProcessing(processing ->
            processing.pooledStreaming(streaming ->
                streaming.defaults((axon, processor) ->
                    processor.unitOfWorkFactory(transactional(axon, transactions))))));
    extensions.orderedStream().forEach(extension -> extension.extend(configurer));
    return configurer.start();
  }

  /** Units of work that are transactions: for what handlers write, and their tokens. */
  static UnitOfWorkFactory transactional(
      org.axonframework.common.configuration.Configuration axon,
      PlatformTransactionManager transactions) {
    return new TransactionalUnitOfWorkFactory(
        new SpringTransactions(transactions),
        new SimpleUnitOfWorkFactory(new ConfigurationApplicationContext(axon)));
  }

  private static void tune(ComponentRegistry registry, DataSource source) {
    registry.disableEnhancer(UPDATE_CHECKER);
    registry.registerDecorator(
        MessageTypeResolver.class, 0, (_, _, delegate) -> new CachingMessageTypes(delegate));
    registry.registerComponent(TokenStore.class, _ -> tokens(source));
  }

  /**
   * How far processors have come, in the database that they write to. Of several processes one has
   * a token, and when it is killed another may take it ten seconds later; where there is only one,
   * its successor goes on at once.
   */
  static TokenStore tokens(DataSource source) {
    JdbcTokenStoreConfiguration each = JdbcTokenStoreConfiguration.DEFAULT;
    boolean alone = Dialect.of(source) == Dialect.H2; // its file has one owner at a time
    return new JdbcTokenStore(
        new TransactionAwareDataSourceProxy(source)::getConnection,
        new TokenConverter(),
        alone ? each.nodeId(THE_ONLY_ONE) : each);
  }

  @Bean
  CommandBus commandBus(AxonConfiguration axon) {
    return axon.getComponent(CommandBus.class);
  }

  @Bean
  FrameAppender frameAppender(DurableLog log, AxonConfiguration axon) {
    return log.appender(axon);
  }
}
