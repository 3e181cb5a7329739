package io.meanwhile.app.projections;

import io.meanwhile.app.engine.RefusedException;
import io.meanwhile.app.log.Micros;
import io.meanwhile.app.log.SagaLog;
import io.meanwhile.core.model.SagaStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The list of sagas as it is asked. Each question goes along an index in the list's order; what no
 * index can tell is looked for in a bounded number of rows, and the page then says where to go on.
 */
public final class SagaList {
  /** Rows looked at for one page, when they have to be looked at one by one. */
  private static final int MOST_LOOKED_AT = 10_000;

  private static final int FIRST_LOOK = 500;

  private static final Logger LOG = LoggerFactory.getLogger(SagaList.class);
  private static final Duration LATER = Duration.ofSeconds(2);

  private final JdbcClient database;
  private final Progress progress;
  private final SagaLog log;
  private final InstantSource clock;

  public SagaList(DataSource source, SagaLog log, InstantSource clock) {
    this.database = JdbcClient.create(source);
    this.progress = new Progress(source);
    this.log = log;
    this.clock = clock;
  }

  /**
   * How far the list is behind the log.
   *
   * @throws RefusedException unavailable, when the store cannot be asked
   */
  public ListLag lag() {
    return asking(this::readLag);
  }

  private ListLag readLag() {
    Optional<Progress.State> state = progress.state();
    long position = state.map(Progress.State::position).orElse(0L);
    long head = Math.max(log.head(), position);
    Duration lag =
        position == head
            ? Duration.ZERO
            : log.recordedAfter(position)
                .map(recorded -> Duration.between(recorded, clock.instant()))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    boolean rebuilding = state.isEmpty() || position < state.get().target();
    return new ListLag(position, head - position, lag, rebuilding);
  }

  /** Whether a text has the form in which pages say where the rest begins. */
  public static boolean isCursor(String text) {
    return Place.parse(text).isPresent();
  }

  /**
   * A page.
   *
   * @param limit at most so many sagas, 1 or more
   * @param cursor the {@code next} of the page before; null for the first
   * @throws RefusedException unavailable, when the store cannot be asked
   */
  public SagaListPage page(SagaFilter filter, int limit, @Nullable String cursor) {
    return asking(() -> readPage(filter, limit, cursor));
  }

  private SagaListPage readPage(SagaFilter filter, int limit, @Nullable String cursor) {
    Place top = cursor == null ? Place.TOP : Place.parse(cursor).orElse(Place.TOP);
    if (filter.before() != null) {
      top = Place.lower(top, new Place(Micros.of(filter.before()), Long.MIN_VALUE));
    }
    Place bottom =
        filter.since() == null
            ? Place.BOTTOM
            : new Place(Micros.of(filter.since()), Long.MIN_VALUE);
    List<Selection> ways = ways(filter);
    List<Found> found = new ArrayList<>();
    for (Selection way : ways) {
      found.add(look(way, top, bottom, limit + 1, MOST_LOOKED_AT / ways.size()));
    }
    return merged(found, limit);
  }

  /** One way for each beginning of an index: read side by side, they keep its order. */
  private static List<Selection> ways(SagaFilter filter) {
    List<Term> terms = filter.terms();
    List<Selection> ways = new ArrayList<>();
    String definition = filter.definition();
    if (!terms.isEmpty()) {
      Selection way = Selection.ofTerm(terms.getFirst());
      terms.stream().skip(1).forEach(way::whereTerm);
      if (definition != null) {
        way.where("l.definition_name = ?", List.of(Letters.storable(definition)));
      }
      if (!filter.statuses().isEmpty()) {
        List<String> names = filter.statuses().stream().map(Enum::name).sorted().toList();
        way.where("l.status IN (" + "?, ".repeat(names.size() - 1) + "?)", names);
      }
      ways.add(way);
    } else if (definition != null || !filter.statuses().isEmpty()) {
      for (SagaStatus status : statuses(filter.statuses())) {
        Selection way = Selection.ofRows();
        if (definition != null) {
          way.fix("l.definition_name", Letters.storable(definition));
        }
        ways.add(way.fix("l.status", status.name()));
      }
    } else {
      ways.add(Selection.ofRows());
    }
    String text = filter.text();
    if (text != null) {
      ways.forEach(way -> way.whereWords(text));
    }
    return ways;
  }

  private static List<SagaStatus> statuses(Set<SagaStatus> wanted) {
    return Arrays.stream(SagaStatus.values())
        .filter(status -> wanted.isEmpty() || wanted.contains(status))
        .toList();
  }

  /**
   * What was found along one way.
   *
   * @param until everything above and including this place was looked at; null for everything
   */
  private record Found(List<ListedSaga> sagas, @Nullable Place until) {}

  private Found look(Selection way, Place top, Place bottom, int want, int most) {
    List<ListedSaga> sagas = new ArrayList<>();
    Place upper = top;
    int look = FIRST_LOOK;
    for (int looked = 0; looked < most; looked += look, look = Math.min(look * 4, most - looked)) {
      Place end = way.isExact() ? null : further(way, upper, bottom, look);
      Place lower = end == null ? bottom : end;
      sagas.addAll(rows(way.rows(upper, lower, want - sagas.size())));
      if (sagas.size() == want) {
        return new Found(sagas, sagas.getLast().place());
      }
      if (end == null) {
        return new Found(sagas, null);
      }
      upper = end;
    }
    return new Found(sagas, upper);
  }

  private static SagaListPage merged(List<Found> found, int limit) {
    Place until =
        found.stream()
            .map(Found::until)
            .filter(Objects::nonNull)
            .reduce(Place::higher)
            .orElse(null);
    List<ListedSaga> sagas =
        found.stream()
            .flatMap(one -> one.sagas().stream())
            .filter(saga -> until == null || !until.isAbove(saga.place()))
            .sorted(Comparator.comparing(ListedSaga::place, Place.ORDER))
            .limit(limit + 1L)
            .toList();
    if (sagas.size() > limit) {
      List<ListedSaga> page = sagas.subList(0, limit);
      return new SagaListPage(page, page.getLast().place().toString());
    }
    return new SagaListPage(sagas, until == null ? null : until.toString());
  }

  private static <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (DataAccessException e) {
      LOG.warn("The list of sagas cannot be read", e);
      throw new RefusedException("unavailable", "The list cannot be read at present.", LATER);
    }
  }

  private @Nullable Place further(Selection way, Place upper, Place lower, int rows) {
    Selection.Sql sql = way.further(upper, lower, rows);
    return database
        .sql(sql.text())
        .params(sql.parameters())
        .query((row, _) -> new Place(row.getLong(1), row.getLong(2)))
        .optional()
        .orElse(null);
  }

  private List<ListedSaga> rows(Selection.Sql sql) {
    return database.sql(sql.text()).params(sql.parameters()).query((row, _) -> saga(row)).list();
  }

  private static ListedSaga saga(ResultSet row) throws SQLException {
    long endedAt = row.getLong(10);
    Instant ended = row.wasNull() ? null : Micros.toInstant(endedAt);
    String divergences = row.getString(13);
    return new ListedSaga(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getInt(4),
        SagaStatus.valueOf(row.getString(5)),
        row.getBoolean(6),
        row.getLong(7),
        Micros.toInstant(row.getLong(8)),
        Micros.toInstant(row.getLong(9)),
        ended,
        row.getBoolean(11),
        row.getInt(12),
        divergences.isEmpty() ? List.of() : List.of(divergences.split(",")),
        DetailsText.read(row.getString(14)),
        row.getString(15));
  }
}
