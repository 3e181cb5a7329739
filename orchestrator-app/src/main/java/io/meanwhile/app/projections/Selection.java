package io.meanwhile.app.projections;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A question to the list's tables along one index. Whatever a caller gave is a parameter; only
 * names of columns are text.
 */
final class Selection {
  private static final String ROW =
      "l.saga_key, l.id, l.definition_name, l.definition_version, l.status, l.backward,"
          + " l.event_count, l.started_at, l.updated_at, l.ended_at, l.with_losses, l.questions,"
          + " l.divergences, l.details, l.unreadable";
  private static final String TERMS = "saga_list_term t";

  private final String table;
  private final String along;
  private final List<String> fixed = new ArrayList<>();
  private final List<Object> fixedValues = new ArrayList<>();
  private final StringBuilder residual = new StringBuilder();
  private final List<Object> residualValues = new ArrayList<>();

  /** What to send. */
  record Sql(String text, List<Object> parameters) {}

  private Selection(String table, String along) {
    this.table = table;
    this.along = along;
  }

  static Selection ofRows() {
    return new Selection("saga_list l", "l");
  }

  static Selection ofTerm(Term term) {
    return new Selection(TERMS, "t").fix("t.field", term.field()).fix("t.content", term.content());
  }

  /** The index begins with this column. */
  Selection fix(String column, Object value) {
    fixed.add(column);
    fixedValues.add(value);
    return this;
  }

  /** What no index helps with: it is looked at row by row. */
  Selection where(String condition, List<?> values) {
    residual.append(" AND ").append(condition);
    residualValues.addAll(values);
    return this;
  }

  Selection whereTerm(Term term) {
    return where(
        "EXISTS (SELECT 1 FROM saga_list_term x WHERE x.field = ? AND x.content = ?"
            + " AND x.started_at = l.started_at AND x.saga_key = l.saga_key)",
        List.of(term.field(), term.content()));
  }

  /** Case does not matter; wildcards of SQL are letters like others. */
  Selection whereWords(String text) {
    String letters = Letters.storable(text.toLowerCase(Locale.ROOT));
    return where(
        "l.words LIKE ? ESCAPE '!'",
        List.of("%" + letters.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"));
  }

  /** Whether the index alone gives the answer. */
  boolean isExact() {
    return residual.isEmpty();
  }

  /** Rows below {@code upper} down to {@code lower}, that one included. */
  Sql rows(Place upper, Place lower, int limit) {
    String joined =
        table.equals(TERMS) ? TERMS + " JOIN saga_list l ON l.saga_key = t.saga_key" : table;
    List<Object> parameters = new ArrayList<>(fixedValues);
    parameters.addAll(range(upper, lower));
    parameters.addAll(residualValues);
    parameters.add(limit);
    return new Sql(
        "SELECT " + ROW + " FROM " + joined + conditions() + residual + order() + " LIMIT ?",
        parameters);
  }

  /** The place so many rows further down, whether or not those rows are what is looked for. */
  Sql further(Place upper, Place lower, int rows) {
    List<Object> parameters = new ArrayList<>(fixedValues);
    parameters.addAll(range(upper, lower));
    parameters.add(rows - 1);
    String columns = "SELECT %1$s.started_at, %1$s.saga_key FROM ".formatted(along);
    return new Sql(columns + table + conditions() + order() + " LIMIT 1 OFFSET ?", parameters);
  }

  /** The first part of each line is what an index can jump to. */
  private String conditions() {
    StringBuilder conditions = new StringBuilder(" WHERE ");
    fixed.forEach(column -> conditions.append(column).append(" = ? AND "));
    return conditions
        .append(
            """
            %1$s.started_at <= ? AND (%1$s.started_at < ? OR %1$s.saga_key < ?)
            AND %1$s.started_at >= ? AND (%1$s.started_at > ? OR %1$s.saga_key >= ?)\
            """
                .formatted(along))
        .toString();
  }

  private static List<Object> range(Place upper, Place lower) {
    return List.of(
        upper.startedAt(),
        upper.startedAt(),
        upper.sagaKey(),
        lower.startedAt(),
        lower.startedAt(),
        lower.sagaKey());
  }

  /** Named in full, since a database may only see then that the index has this order. */
  private String order() {
    StringBuilder order = new StringBuilder(" ORDER BY ");
    fixed.forEach(column -> order.append(column).append(", "));
    return order.append("%1$s.started_at DESC, %1$s.saga_key DESC".formatted(along)).toString();
  }
}
