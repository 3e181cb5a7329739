package io.meanwhile.app.config;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.MessageTypeResolver;

/** Looks at a class once; Axon's own resolver reads its annotations for every message. */
final class CachingMessageTypes implements MessageTypeResolver {
  private final MessageTypeResolver delegate;
  private final Map<Class<?>, Optional<MessageType>> known = new ConcurrentHashMap<>();

  CachingMessageTypes(MessageTypeResolver delegate) {
    this.delegate = delegate;
  }

  @Override
  public Optional<MessageType> resolve(Class<?> payload) {
    return known.computeIfAbsent(payload, delegate::resolve);
  }
}
