package io.meanwhile.app.api;

import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.format.EventCodec;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.app.participants.EffectTokens;
import io.meanwhile.app.participants.ParticipantRegistry;
import io.meanwhile.app.projections.SagaList;
import io.meanwhile.app.security.ApiKeys;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controllers share and nobody else sees. */
@Configuration(proxyBeanMethods = false)
class ApiParts {

  @Bean
  Acknowledgement acknowledgement(ApiLimits limits) {
    return new Acknowledgement(limits.acknowledgement());
  }

  @Bean
  SagaViews sagaViews(Orchestrator orchestrator) {
    return new SagaViews(orchestrator);
  }

  @Bean
  SagaStarts sagaStarts(Orchestrator orchestrator, Acknowledgement acknowledgement) {
    return new SagaStarts(orchestrator, acknowledgement);
  }

  @Bean
  SagaReports sagaReports(
      Orchestrator orchestrator,
      SagaViews views,
      EffectTokens tokens,
      Clock clock,
      Acknowledgement acknowledgement) {
    return new SagaReports(orchestrator, views, tokens, clock, acknowledgement);
  }

  @Bean
  SagaActs sagaActs(Orchestrator orchestrator, SagaViews views, Acknowledgement acknowledgement) {
    return new SagaActs(orchestrator, views, acknowledgement);
  }

  /** As many at a time as there are processors: looking back must leave room for what goes on. */
  @Bean
  Histories histories(SagaLog log) {
    return new Histories(log, Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  @Bean
  WhatIfs whatIfs(
      Orchestrator orchestrator,
      SagaViews views,
      Histories histories,
      EventCodec codec,
      Unconfigured unconfigured,
      Clock clock) {
    return new WhatIfs(orchestrator, views, histories, codec, unconfigured, clock);
  }

  @Bean
  Pasts pasts(SagaViews views, Histories histories, EventCodec codec) {
    return new Pasts(views, histories, codec);
  }

  @Bean
  SagaSearch sagaSearch(SagaList list, Orchestrator orchestrator) {
    return new SagaSearch(list, orchestrator);
  }

  @Bean
  Unconfigured unconfigured(
      ParticipantRegistry participants, ApiKeys keys, Definitions definitions) {
    return new Unconfigured(participants, keys, definitions);
  }
}
