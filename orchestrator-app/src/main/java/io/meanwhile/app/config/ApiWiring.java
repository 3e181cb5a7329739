package io.meanwhile.app.config;

import io.meanwhile.app.api.ApiLimits;
import io.meanwhile.app.api.BodyTextConverter;
import io.meanwhile.app.api.LiveStreams;
import io.meanwhile.app.api.ParameterRules;
import io.meanwhile.app.api.WholeAnswers;
import io.meanwhile.app.definitions.DefinitionFiles;
import io.meanwhile.app.definitions.FirstReading;
import io.meanwhile.app.engine.Definitions;
import io.meanwhile.app.engine.Orchestrator;
import io.meanwhile.app.format.DocumentLimits;
import io.meanwhile.app.participants.ParticipantRegistry;
import io.meanwhile.app.problems.ProblemWriter;
import io.meanwhile.app.problems.ServerProblems;
import io.meanwhile.core.dsl.DefinitionDocument;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API, and the definitions that lie in files. */
@Configuration(proxyBeanMethods = false)
class ApiWiring {

  @Bean
  ApiLimits apiLimits(MeanwhileProperties properties) {
    MeanwhileProperties.Limits limits = properties.limits();
    DocumentLimits usual = DocumentLimits.DEFAULT;
    return new ApiLimits(
        limits.bodyBytes(),
        new DocumentLimits(limits.bodyBytes(), usual.depth(), usual.nodes()),
        limits.longestWait(),
        limits.acknowledgement(),
        limits.streams(),
        limits.heartbeat());
  }

  @Bean
  LiveStreams liveStreams(Orchestrator orchestrator, ApiLimits limits) {
    return new LiveStreams(orchestrator, limits);
  }

  @Bean
  DefinitionFiles definitionFiles(
      MeanwhileProperties properties,
      Definitions definitions,
      ParticipantRegistry participants,
      ObjectProvider<DefinitionDocument> written) {
    return new DefinitionFiles(
        properties.definitions().path(),
        definitions,
        participants,
        written.orderedStream().toList());
  }

  @Bean
  StartsLast firstReading() {
    return new StartsLast(FirstReading::begin);
  }

  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }

  @Bean
  WholeAnswers wholeAnswers() {
    return new WholeAnswers();
  }

  @Bean
  WebMvcConfigurer strictRequests(ApiLimits limits) {
    return new WebMvcConfigurer() {
      @Override
      public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.addCustomConverter(new BodyTextConverter(limits));
      }

      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ParameterRules());
      }
    };
  }

  /** What the server refuses before any filter sees it is a problem too, not an HTML page. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTheServer() {
    return factory ->
        factory.addContextCustomizers(context -> {
          if (context.getParent() instanceof org.apache.catalina.core.StandardHost host) {
            host.setErrorReportValveClass(ServerProblems.class.getName());
          }
        });
  }
}
