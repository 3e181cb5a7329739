package io.meanwhile.app.format;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A compiled JSON Schema 2020-12. Nothing is fetched from anywhere, patterns run in linear time,
 * and one check takes a bounded number of steps.
 */
public final class InputSchema {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MOST_STEPS = 1_000_000;
  private static final int DEEPEST = 200;

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaCacheEnabled(false)
                  .schemaLoader(loader -> loader.fetchRemoteResources(false))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .locale(Locale.ENGLISH)
                          .pathType(PathType.JSON_POINTER)
                          .regularExpressionFactory(new LinearRegularExpressions())
                          .build()));

  private static final Schema META =
      REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

  private final Schema schema;

  private InputSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * One thing wrong.
   *
   * @param pointer into what was checked
   */
  public record Violation(String pointer, String message) {}

  /** What is wrong with a schema itself; empty when {@link #compile} will succeed. */
  static List<Violation> check(@Nullable Object schema) {
    JsonNode tree = JSON.valueToTree(schema);
    List<Violation> wrong = violations(META, tree);
    if (!wrong.isEmpty()) {
      return wrong;
    }
    try {
      compile(schema);
      return List.of();
    } catch (SchemaException | IllegalArgumentException invalid) {
      return List.of(new Violation("", said(invalid)));
    }
  }

  /** The library wraps what is wrong with a pattern, and names the class of it. */
  private static String said(RuntimeException invalid) {
    Throwable said = invalid.getCause() instanceof IllegalArgumentException why ? why : invalid;
    return String.valueOf(said.getMessage());
  }

  /**
   * Compiles a JSON-shaped schema.
   *
   * @throws RuntimeException when {@link #check} finds something wrong with it
   */
  public static InputSchema compile(@Nullable Object schema) {
    Schema compiled = REGISTRY.getSchema(JSON.<JsonNode>valueToTree(schema));
    compiled.initializeValidators();
    return new InputSchema(compiled);
  }

  /** What is wrong with a JSON-shaped input; empty when it fits. */
  public List<Violation> violations(@Nullable Object input) {
    return violations(schema, JSON.valueToTree(input));
  }

  private static List<Violation> violations(Schema schema, JsonNode tree) {
    try {
      return schema
          .validate(
              tree,
              context ->
                  context.executionConfig((ExecutionConfig.Builder config) ->
                      config.maxEvaluationSteps(MOST_STEPS).maxEvaluationDepth(DEEPEST)))
          .stream()
          .limit(Flaws.MOST)
          .map(InputSchema::violation)
          .toList();
    } catch (ValidationLimitExceededException beyond) {
      return List.of(new Violation("", "checking it takes too many steps"));
    }
  }

  private static Violation violation(Error error) {
    String pointer = error.getInstanceLocation().toString();
    String message = error.getMessage();
    String prefix = pointer + ": ";
    return new Violation(
        pointer, message.startsWith(prefix) ? message.substring(prefix.length()) : message);
  }
}
