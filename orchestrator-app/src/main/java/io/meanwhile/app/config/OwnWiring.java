package io.meanwhile.app.config;

import io.meanwhile.app.children.Children;
import io.meanwhile.app.decisions.OpenDecisions;
import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.log.MessageStore;
import io.meanwhile.app.log.ScheduleStore;
import io.meanwhile.app.messages.Deliveries;
import io.meanwhile.app.messages.MessageLimits;
import io.meanwhile.app.messages.Messages;
import io.meanwhile.app.schedules.Schedules;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the orchestrator does itself for the steps that wait for it. */
@Configuration(proxyBeanMethods = false)
class OwnWiring {

  @Bean
  @DependsOnDatabaseInitialization
  MessageStore messageStore(DataSource source) {
    return new MessageStore(source);
  }

  @Bean
  Children children(Orchestrator orchestrator) {
    return new Children(orchestrator);
  }

  @Bean
  @DependsOnDatabaseInitialization
  Schedules schedules(
      DataSource source, Definitions definitions, Orchestrator orchestrator, Clock clock) {
    return new Schedules(new ScheduleStore(source), definitions, orchestrator, clock);
  }

  @Bean
  OpenDecisions openDecisions() {
    return new OpenDecisions();
  }

  @Bean
  Messages messages(
      MessageStore store, Orchestrator orchestrator, Clock clock, MeanwhileProperties properties) {
    MeanwhileProperties.Messages asked = properties.messages();
    return new Messages(
        store, new MessageLimits(asked.keep(), asked.most()), new Deliveries(orchestrator), clock);
  }
}
