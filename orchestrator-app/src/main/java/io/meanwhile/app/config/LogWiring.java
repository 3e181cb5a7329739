package io.meanwhile.app.config;

import com.zaxxer.hikari.HikariDataSource;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.log.DefinitionStore;
import io.meanwhile.app.log.Dialect;
import io.meanwhile.app.log.DurableLog;
import io.meanwhile.app.log.EmbeddedDatabase;
import io.meanwhile.app.log.OpenSagaIndex;
import io.meanwhile.app.log.SagaKeys;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.log.ServerDatabase;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database, its migrations and the log on it. What appends is wired with Axon. */
@Configuration(proxyBeanMethods = false)
class LogWiring {

  /** Embedded H2, unless {@code spring.datasource.url} names another database. */
  @Bean
  @ConditionalOnProperty(
      name = "spring.datasource.url",
      havingValue = "none",
      matchIfMissing = true)
  HikariDataSource dataSource(MeanwhileProperties properties) {
    return EmbeddedDatabase.open(properties.dataDirectory(), properties.log().synchronous());
  }

  /**
   * A server that is named by {@code spring.datasource.url} is connected to as the log needs it.
   */
  @Bean
  static BeanPostProcessor serverDatabase() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && ServerDatabase.isMeant(pool)) {
          ServerDatabase.prepare(pool);
        }
        return bean;
      }
    };
  }

  /** Each database has migrations of its own. */
  @Bean
  FlywayConfigurationCustomizer migrationsOfTheDatabase(DataSource source) {
    return flyway -> flyway.locations(Dialect.of(source).migrations());
  }

  @Bean
  EventCodec eventCodec() {
    return new EventCodec();
  }

  @Bean
  @DependsOnDatabaseInitialization
  DurableLog durableLog(DataSource source, EventCodec codec, MeanwhileProperties properties) {
    return DurableLog.open(source, codec, properties.log().synchronous());
  }

  @Bean
  SagaLog sagaLog(DurableLog log) {
    return log.reading();
  }

  @Bean
  OpenSagaIndex openSagaIndex(DurableLog log) {
    return log.openSagas();
  }

  @Bean
  SagaKeys sagaKeys(DurableLog log) {
    return log.keys();
  }

  @Bean
  @DependsOnDatabaseInitialization
  DefinitionStore definitionStore(DataSource source) {
    return new DefinitionStore(source);
  }
}
