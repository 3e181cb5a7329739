package io.meanwhile.app.config;

import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;

/**
 * Adds to the one Axon configuration before it starts: a bean of this type registers event
 * processors, command handlers or interceptors beside the product's own.
 */
@FunctionalInterface
public interface AxonExtension {
  void extend(EventSourcingConfigurer configurer);
}
