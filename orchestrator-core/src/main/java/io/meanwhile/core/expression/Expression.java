package io.meanwhile.core.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One CEL expression, compiled when it is made. Equal to another with the same source.
 *
 * <p>Bounded: 10,000 characters of source, 100,000 loop iterations, 10,000 regex program steps,
 * texts and lists of 100,000 when added, decimals of 1,000 digits, results of 100,000 values.
 */
public final class Expression {
  /** The names that an expression may read. */
  public static final List<String> VARIABLES =
      List.of("input", "steps", "result", "saga", "item", "index");

  private static final int LONGEST_MESSAGE = 300;

  private static final Reading ANY = Reading.over(VARIABLES);
  private static final Reading OF_PAIRS = Reading.over(List.of("a", "b"));
  private static final Reading OF_MESSAGES = Reading.over(List.of("message"));
  private static final Reading OF_ALL = Reading.over(List.of("input", "steps", "saga", "message"));

  private final String source;
  private final CelRuntime.Program program;
  private final Set<String> stepsRead;
  private final Set<String> variablesRead;
  private final List<Member> membersRead;
  private final boolean condition;
  private final boolean readsMessage;

  private Expression(Expression same, Set<String> stepsRead) {
    this.source = same.source;
    this.program = same.program;
    this.stepsRead = stepsRead;
    this.variablesRead = same.variablesRead;
    this.membersRead = same.membersRead;
    this.readsMessage = same.readsMessage;
    this.condition = same.condition;
  }

  private Expression(String source, CelAbstractSyntaxTree tree) throws CelEvaluationException {
    this.source = source;
    this.program = Language.RUNTIME.createProgram(tree);
    this.stepsRead = References.steps(tree);
    this.variablesRead = References.variables(tree);
    this.membersRead = Members.in(tree, source);
    this.readsMessage = References.reads(tree, "message");
    CelType type = tree.getResultType();
    this.condition = type.equals(SimpleType.BOOL) || type.equals(SimpleType.DYN);
  }

  /**
   * Compiles an expression.
   *
   * @throws ExpressionException with the position when it cannot be read
   */
  public static Expression compile(String source) {
    return compile(ANY, source, false);
  }

  /**
   * Compiles an expression that compares two results, {@code a} and {@code b}: true or false.
   *
   * @throws ExpressionException with the position when it cannot be read, or gives something else
   */
  public static Expression comparing(String source) {
    return compile(OF_PAIRS, source, true);
  }

  /**
   * Compiles an expression that reads a message and nothing else.
   *
   * @throws ExpressionException with the position when it cannot be read
   */
  static Expression ofMessage(String source) {
    return compile(OF_MESSAGES, source, false);
  }

  /**
   * Where the equality stands that this expression as a whole is; below 0 when it is none.
   *
   * @throws ExpressionException with the position when it cannot be read
   */
  static int equality(String source) {
    compile(OF_ALL, source, false);
    try {
      return References.equality(OF_ALL.read(source), source);
    } catch (CelValidationException invalid) {
      return -1; // it has just been read
    }
  }

  private static Expression compile(Reading reading, String source, boolean truth) {
    if (source.length() > Language.MAX_SOURCE) {
      throw new ExpressionException("longer than " + Language.MAX_SOURCE + " characters", 1, 1);
    }
    try {
      CelAbstractSyntaxTree tree = reading.read(source);
      if (truth && !References.mayBeTruth(tree)) {
        throw new ExpressionException("must say true or false: compare, as in ... < 0.01", 1, 1);
      }
      Literals.check(tree, source);
      return new Expression(source, tree);
    } catch (CelValidationException invalid) {
      CelIssue first = invalid.getErrors().getFirst();
      throw new ExpressionException(
          withWayOut(first.getMessage()),
          first.getSourceLocation().getLine(),
          first.getSourceLocation().getColumn() + 1);
    } catch (CelEvaluationException invalid) {
      throw new ExpressionException(String.valueOf(invalid.getMessage()), 0, 0);
    }
  }

  /**
   * Its value in {@code scope}, JSON-shaped.
   *
   * @throws ExpressionException when it cannot be computed: a missing key, a wrong type, a bound
   *     exceeded
   */
  public @Nullable Object evaluate(Scope scope) {
    try {
      return Values.fromCel(program.eval(scope.variables()));
    } catch (CelEvaluationException | IllegalArgumentException failed) {
      throw new ExpressionException(shortened(source) + ": " + why(failed), 0, 0);
    }
  }

  /** The cause says more than that a function failed; what it failed on may be long, or private. */
  static String why(Exception failed) {
    Throwable cause = failed.getCause() instanceof IllegalArgumentException e ? e : failed;
    return shortened(String.valueOf(cause.getMessage()));
  }

  /** The language lets equal only what has one type; numbers mix with decimals elsewhere. */
  private static String withWayOut(String message) {
    boolean mixed =
        message.contains("decimal") && (message.contains("'_==_'") || message.contains("'_!=_'"));
    return mixed ? message + ": write decimal(...) around the other side as well" : message;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
  }

  /** The names of the steps whose data it reads. */
  public Set<String> stepsRead() {
    return stepsRead;
  }

  /**
   * The same, whose steps are known by other names in a saga: what it reads is said by those. Its
   * scope must know both.
   *
   * @param places by a step's name its name in the saga, where they differ
   */
  public Expression placed(Map<String, String> places) {
    return Collections.disjoint(stepsRead, places.keySet())
        ? this
        : new Expression(
            this,
            stepsRead.stream()
                .map(name -> places.getOrDefault(name, name))
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** Which of {@link #VARIABLES} it reads. */
  public Set<String> variablesRead() {
    return variablesRead;
  }

  /** The members that it reads without asking first, with {@code has}, whether they are there. */
  public List<Member> membersRead() {
    return membersRead;
  }

  boolean readsMessage() {
    return readsMessage;
  }

  /** False when it can never be true or false; what it reads may still turn out to be neither. */
  public boolean isCondition() {
    return condition;
  }

  /**
   * Its value in {@code scope}.
   *
   * @throws ExpressionException when it cannot be computed, or is neither true nor false
   */
  public boolean holds(Scope scope) {
    Object value = evaluate(scope);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new ExpressionException(
        shortened(source) + ": neither true nor false: " + shortened(String.valueOf(value)), 0, 0);
  }

  public String source() {
    return source;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Expression expression && expression.source.equals(source);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source);
  }

  @Override
  public String toString() {
    return source;
  }
}
