package io.meanwhile.app.config;

import io.meanwhile.app.projections.SagaListProcessor;
import javax.sql.DataSource;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.JdbcTokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.JdbcTokenStoreConfiguration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the list's processor is built from, without the service around it. */
public final class ListParts {
  private ListParts() {}

  /** With a name for the node: under the same one a process need not wait for the claim to end. */
  public static SagaListProcessor.Parts on(AxonConfiguration axon, DataSource source, String node) {
    return new SagaListProcessor.Parts(
        axon.getComponent(EventStore.class),
        new JdbcTokenStore(
            new TransactionAwareDataSourceProxy(source)::getConnection,
            new TokenConverter(),
            JdbcTokenStoreConfiguration.DEFAULT.nodeId(node)),
        AxonWiring.transactional(axon, new JdbcTransactionManager(source)),
        source);
  }

  /** Axon as the service has it: it tells nobody that it runs. */
  public static String updateChecker() {
    return "org.axonframework.update.UpdateCheckerConfigurationEnhancer";
  }
}
