package io.meanwhile.app.participants;

import io.meanwhile.core.model.Definition;
import io.meanwhile.core.model.Template;
import io.meanwhile.core.participant.EffectRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Secrets by name, put into a request at the last moment, and only where the definition names one:
 * what looks like a name in data stays as it is, or callers could ask for any of them.
 */
public final class Secrets {
  /** Without any. */
  public static final Secrets NONE = new Secrets(new SecretSource(Map.of(), null), Map.of());

  private final SecretSource source;
  private final Map<String, Set<String>> allowed;
  private final Redaction redaction = new Redaction();

  /**
   * @param allowed which secrets a participant may get, by its name; none for others
   */
  public Secrets(SecretSource source, Map<String, Set<String>> allowed) {
    this.source = source;
    this.allowed = Map.copyOf(allowed);
    source.names().forEach(this::remember);
  }

  /** Keeps what participants say free of what they were told. */
  public Redaction redaction() {
    return redaction;
  }

  /**
   * A place in a definition at which sagas would park now.
   *
   * @param pointer JSON pointer into the document
   */
  public record Missing(String pointer, String message) {}

  /** Which secrets of the definition its participants cannot be given. */
  public List<Missing> missing(Definition definition) {
    List<Missing> missing = new ArrayList<>();
    for (SecretUses.Use use : SecretUses.of(definition)) {
      try {
        reveal(use.participant(), use.secret());
      } catch (NotConfiguredException problem) {
        missing.add(
            new Missing(use.pointer(), problem.getMessage() + "; sagas will park at this step"));
      }
    }
    return missing;
  }

  /**
   * The same channel, which gets secrets in place of their names.
   *
   * @param participant who is at its end
   */
  Channel around(String participant, Channel channel) {
    return attempt -> channel.ask(resolved(participant, attempt));
  }

  private Attempt resolved(String participant, Attempt attempt) throws NotConfiguredException {
    Template with = attempt.with();
    if (with == null || !names(with)) {
      return attempt;
    }
    EffectRequest asked = attempt.request();
    return attempt.asking(asked.with(filled(participant, with, asked.input())));
  }

  /** True when it names a secret. */
  public static boolean names(Template template) {
    return switch (template) {
      case Template.Literal _, Template.Computed _ -> false;
      case Template.Secret _ -> true;
      case Template.Fields fields -> fields.fields().values().stream().anyMatch(Secrets::names);
      case Template.Items items -> items.items().stream().anyMatch(Secrets::names);
    };
  }

  private @Nullable Object filled(String participant, Template template, @Nullable Object input)
      throws NotConfiguredException {
    return switch (template) {
      case Template.Literal _, Template.Computed _ -> input;
      case Template.Secret secret -> reveal(participant, secret.name());
      case Template.Fields fields -> {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>();
        for (Map.Entry<String, Template> field : fields.fields().entrySet()) {
          Object value = input instanceof Map<?, ?> map ? map.get(field.getKey()) : null;
          filled.put(field.getKey(), filled(participant, field.getValue(), value));
        }
        yield filled;
      }
      case Template.Items all -> {
        List<?> list = input instanceof List<?> items ? items : List.of();
        List<@Nullable Object> filled = new ArrayList<>();
        for (Template item : all.items()) {
          Object value = filled.size() < list.size() ? list.get(filled.size()) : null;
          filled.add(filled(participant, item, value));
        }
        yield filled;
      }
    };
  }

  private String reveal(String participant, String name) throws NotConfiguredException {
    if (!allowed.getOrDefault(participant, Set.of()).contains(name)) {
      throw new NotConfiguredException(
          "the participant %s may not get the secret %s: name it in meanwhile.participants.%s.secrets"
              .formatted(participant, name, participant));
    }
    Optional<String> secret = source.find(name);
    if (secret.isEmpty() || secret.get().isEmpty()) {
      throw new NotConfiguredException(
          "there is no secret "
              + name
              + ": put it into meanwhile.secrets."
              + name
              + " or into a file of that name in meanwhile.secrets-directory");
    }
    redaction.remember(name, secret.get());
    return secret.get();
  }

  private void remember(String name) {
    try {
      source.find(name).ifPresent(secret -> redaction.remember(name, secret));
    } catch (NotConfiguredException unusable) {
      return; // nobody can be given it, so nobody can repeat it
    }
  }
}
