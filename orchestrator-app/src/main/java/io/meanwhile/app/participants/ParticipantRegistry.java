package io.meanwhile.app.participants;

import io.meanwhile.core.model.Own;
import io.meanwhile.core.participant.Participant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every participant by the name that definitions use. */
public final class ParticipantRegistry {
  private final Map<String, Channel> channels;
  private final Secrets secrets;

  private ParticipantRegistry(Map<String, Channel> channels, Secrets secrets) {
    this.channels = Map.copyOf(channels);
    this.secrets = secrets;
  }

  /** What they may be given. */
  public Secrets secrets() {
    return secrets;
  }

  /** Empty when no participant of that name is configured. */
  public Optional<Channel> find(String name) {
    return Optional.ofNullable(channels.get(name));
  }

  public Set<String> names() {
    return channels.keySet().stream()
        .filter(name -> !name.equals(Own.PARTICIPANT))
        .collect(Collectors.toUnmodifiableSet());
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects participants; two of one name are a mistake that stops the start. */
  public static final class Builder {
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private Secrets secrets = Secrets.NONE;

    /** What participants may be given. */
    public Builder secrets(Secrets known) {
      secrets = known;
      return this;
    }

    /** Adds one that lives in this process. */
    public Builder inProcess(Participant participant) {
      return add(participant.name(), attempt -> participant.perform(attempt.request()));
    }

    /**
     * Adds one.
     *
     * @throws IllegalStateException when the name is taken, or the orchestrator's own
     */
    public Builder add(String name, Channel channel) {
      if (name.equals(Own.PARTICIPANT)) {
        throw new IllegalStateException(name + " is the orchestrator itself: choose another name");
      }
      if (channels.putIfAbsent(name, channel) != null) {
        throw new IllegalStateException("two participants are called " + name);
      }
      return this;
    }

    /** The orchestrator itself. */
    public Builder own(Channel channel) {
      channels.put(Own.PARTICIPANT, channel);
      return this;
    }

    public boolean has(String name) {
      return channels.containsKey(name);
    }

    public ParticipantRegistry build() {
      Map<String, Channel> all = new LinkedHashMap<>();
      channels.forEach((name, channel) -> all.put(name, secrets.around(name, channel)));
      return new ParticipantRegistry(all, secrets);
    }
  }
}
