package io.meanwhile.app.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.app.engine.SagaView;
import io.meanwhile.app.log.Micros;
import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.SagaStatus;
import io.meanwhile.core.standing.Statuses;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every filter, alone and with others, against the sagas themselves. */
class FindingSagasTest {
  private static final List<String> DEFINITIONS =
      List.of("fine", "fine", "open", "stuck", "turned");
  private static final List<String> CITIES = List.of("Bern", "bern", "50%", "5_%", "O'Hare", "東京");
  private static final int SAGAS = 120;

  @TempDir static Path directory;
  private static ListHouse house;
  private static List<SagaView> newestFirst;

  @BeforeAll
  static void sagas() throws InterruptedException {
    house = new ListHouse(directory);
    Random random = new Random(7);
    for (int i = 0; i < SAGAS; i++) {
      Map<String, Object> attributes = new HashMap<>();
      attributes.put("city", CITIES.get(random.nextInt(CITIES.size())));
      if (random.nextBoolean()) {
        attributes.put("n", random.nextInt(3));
      }
      String definition = DEFINITIONS.get(random.nextInt(DEFINITIONS.size()));
      house.start(definition, "s-" + i % 4 + "-" + i, attributes);
    }
    house.settle();
    newestFirst =
        house.sagas().stream()
            .map(house::view)
            .sorted(
                Comparator.comparing(
                    view ->
                        new Place(
                            Micros.of(Objects.requireNonNull(view.state().startedAt())),
                            view.key()),
                    Place.ORDER))
            .toList();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void everyRowSaysWhatItsSagaIs() {
    List<ListedSaga> listed = walk(SagaFilter.ALL, 50);

    assertThat(listed).hasSize(SAGAS).hasSameSizeAs(newestFirst);
    for (int i = 0; i < SAGAS; i++) {
      ListedSaga row = listed.get(i);
      SagaView view = newestFirst.get(i);
      assertThat(row.id()).isEqualTo(view.state().id());
      assertThat(row.status()).isEqualTo(Statuses.statusOf(view.definition(), view.state()));
      assertThat(row.eventCount()).isEqualTo(view.state().sequence());
      assertThat(row.updatedAt()).isEqualTo(view.lastEventAt().truncatedTo(ChronoUnit.MICROS));
      assertThat(row.questions()).isEqualTo(view.state().questions().size());
      assertThat(row.backward()).isEqualTo(view.state().backward());
      assertThat(row.details().attributes()).isEqualTo(view.state().attributes());
      assertThat(row.details().why()).isEqualTo(view.state().why());
      assertThat(row.unreadable()).isNull();
    }
  }

  static Stream<SagaFilter> oneByOne() {
    return Stream.of(
        filter(Set.of(SagaStatus.COMPLETED), null, Map.of(), null, null),
        filter(EnumSet.of(SagaStatus.PARKED, SagaStatus.COMPENSATED), null, Map.of(), null, null),
        filter(EnumSet.allOf(SagaStatus.class), null, Map.of(), null, null),
        filter(Set.of(), "fine", Map.of(), null, null),
        filter(Set.of(), "fin", Map.of(), null, null),
        filter(Set.of(), null, Map.of("city", "Bern"), null, null),
        filter(Set.of(), null, Map.of("city", "東京", "n", "2"), null, null),
        filter(Set.of(), null, Map.of(), DivergenceKind.REFUSED, null),
        filter(Set.of(), null, Map.of(), DivergenceKind.BROKEN, null),
        filter(Set.of(), null, Map.of(), null, "S-3-"),
        filter(Set.of(), null, Map.of(), null, "%"),
        filter(Set.of(), null, Map.of(), null, "5_"),
        filter(Set.of(), null, Map.of(), null, "O'"),
        filter(Set.of(), null, Map.of(), null, "' OR '1'='1"),
        filter(Set.of(), null, Map.of("city' OR '1'='1", "x"), null, null));
  }

  @ParameterizedTest
  @MethodSource("oneByOne")
  void filtersFindWhatFits(SagaFilter filter) {
    assertFinds(filter);
  }

  static Stream<Long> seeds() {
    return new Random().longs(60, 0, 1_000_000).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyFiltersTogetherFindWhatFitsAll(long seed) {
    Random random = new Random(seed);
    Set<SagaStatus> statuses = EnumSet.noneOf(SagaStatus.class);
    for (int i = random.nextInt(3); i > 0; i--) {
      statuses.add(pick(random, SagaStatus.values()));
    }
    Map<String, String> attributes = new HashMap<>();
    if (random.nextBoolean()) {
      attributes.put("city", pick(random, CITIES.toArray(String[]::new)));
    }
    if (random.nextInt(3) == 0) {
      attributes.put("n", Integer.toString(random.nextInt(3)));
    }
    assertFinds(
        new SagaFilter(
            statuses,
            random.nextBoolean() ? null : pick(random, DEFINITIONS.toArray(String[]::new)),
            attributes,
            random.nextInt(4) == 0 ? DivergenceKind.REFUSED : null,
            random.nextInt(3) == 0 ? someStart(random) : null,
            random.nextInt(3) == 0 ? someStart(random) : null,
            random.nextInt(4) == 0 ? "s-" + random.nextInt(4) : null));
  }

  private static Instant someStart(Random random) {
    return Objects.requireNonNull(
        pick(random, newestFirst.toArray(SagaView[]::new)).state().startedAt());
  }

  private static <T> T pick(Random random, T[] from) {
    return from[random.nextInt(from.length)];
  }

  @Test
  void pagesHoldTheirPlaceWhileSagasAreStarted() throws Exception {
    List<String> before = ids(walk(SagaFilter.ALL, 50));
    AtomicBoolean over = new AtomicBoolean();
    Thread starting =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; !over.get(); i++) {
                house.start("open", "meanwhile-" + i, Map.of());
              }
            });
    try {
      for (int round = 0; round < 5; round++) {
        List<String> seen = ids(walk(SagaFilter.ALL, 7));
        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(before);
      }
    } finally {
      over.set(true);
      starting.join();
    }
    house.caughtUp();
    house.database.sql("DELETE FROM saga_list WHERE id LIKE 'meanwhile-%'").update();
  }

  private static void assertFinds(SagaFilter filter) {
    List<String> expected =
        newestFirst.stream().filter(view -> fits(filter, view)).map(v -> v.state().id()).toList();
    for (int limit : new int[] {1, 7, 200}) {
      assertThat(ids(walk(filter, limit))).as("%s by %s", filter, limit).isEqualTo(expected);
    }
  }

  private static List<String> ids(List<ListedSaga> sagas) {
    return sagas.stream().map(ListedSaga::id).toList();
  }

  private static List<ListedSaga> walk(SagaFilter filter, int limit) {
    List<ListedSaga> all = new ArrayList<>();
    String cursor = null;
    do {
      SagaListPage page = house.list.page(filter, limit, cursor);
      assertThat(page.sagas()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.sagas());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  private static boolean fits(SagaFilter filter, SagaView view) {
    var saga = view.state();
    Instant started = Objects.requireNonNull(saga.startedAt());
    String name = view.definition().ref().name();
    String text = filter.text();
    String words =
        (saga.id() + " " + name + " " + saga.attributes().values()).toLowerCase(Locale.ROOT);
    return (filter.statuses().isEmpty()
            || filter.statuses().contains(Statuses.statusOf(view.definition(), saga)))
        && (filter.definition() == null || filter.definition().equals(name))
        && filter.attributes().entrySet().stream()
            .allMatch(one ->
                saga.attributes().containsKey(one.getKey())
                    && one.getValue().equals(String.valueOf(saga.attributes().get(one.getKey()))))
        && (filter.divergence() == null
            || saga.divergences().stream().anyMatch(d -> d.kind() == filter.divergence()))
        && (filter.since() == null || !started.isBefore(filter.since()))
        && (filter.before() == null || started.isBefore(filter.before()))
        && (text == null || words.contains(text.toLowerCase(Locale.ROOT)));
  }

  private static SagaFilter filter(
      Set<SagaStatus> statuses,
      @Nullable String definition,
      Map<String, String> attributes,
      @Nullable DivergenceKind divergence,
      @Nullable String text) {
    return new SagaFilter(statuses, definition, attributes, divergence, null, null, text);
  }
}
