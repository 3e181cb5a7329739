package io.meanwhile.app.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.meanwhile.core.model.SagaStatus;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody may put into a saga to harm the list, and how the list finds its way. */
class HostileSagasTest {
  @TempDir Path directory;
  private ListHouse house;

  @BeforeEach
  void open() {
    house = new ListHouse(directory);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private List<String> having(String name, String text) {
    SagaFilter filter = new SagaFilter(Set.of(), null, Map.of(name, text), null, null, null, null);
    return house.list.page(filter, 50, null).sagas().stream().map(ListedSaga::id).toList();
  }

  @Test
  void longOnesAreFoundByTheWholeOfThem() throws Exception {
    String face = "🙂".repeat(300);
    house.start("fine", "a", Map.of("long", "x".repeat(5000) + "a", "face", face));
    house.start("fine", "b", Map.of("long", "x".repeat(5000) + "b", "n".repeat(5000), 1));
    house.settle();

    assertThat(having("long", "x".repeat(5000) + "a")).containsExactly("a");
    assertThat(having("long", "x".repeat(5000) + "b")).containsExactly("b");
    assertThat(having("long", "x".repeat(5000))).isEmpty();
    assertThat(having("n".repeat(5000), "1")).containsExactly("b");
    assertThat(having("face", face)).containsExactly("a");
    assertThat(having("face", "🙂".repeat(299))).isEmpty();
  }

  @Test
  void tenThousandAttributesAreCutNotRefused() throws Exception {
    Map<String, Object> many = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      many.put("a%05d".formatted(i), i);
    }
    house.start("fine", "many", many);
    house.start("fine", "next", Map.of());
    house.settle();

    ListedSaga saga = house.list.page(SagaFilter.ALL, 50, null).sagas().getLast();
    assertThat(saga.id()).isEqualTo("many");
    assertThat(saga.details().moreAttributes()).isTrue();
    assertThat(house.terms()).hasSize(Row.MOST_ATTRIBUTES);
    assertThat(having("a00099", "99")).containsExactly("many");
    assertThat(having("a00100", "100")).isEmpty();
  }

  @Test
  void lettersThatDatabasesDoNotTakeArePutAside() throws Exception {
    house.start("fine", "zero", Map.of("z", "a\u0000b", "q", "';DROP TABLE saga_list;--"));
    house.settle();

    assertThat(having("z", "a\u0000b")).containsExactly("zero");
    assertThat(having("q", "';DROP TABLE saga_list;--")).containsExactly("zero");
    assertThat(having("z", "a\uD83Db")).containsExactly("zero");
  }

  @Test
  void objectsAndListsAreFoundByTheirJson() throws Exception {
    house.start("fine", "json", Map.of("o", Map.of("b", 1, "a", true), "l", List.of(1, "x")));
    house.settle();

    assertThat(having("o", "{\"a\":true,\"b\":1}")).containsExactly("json");
    assertThat(having("l", "[1,\"x\"]")).containsExactly("json");
  }

  @Test
  void everyQuestionGoesAlongAnIndexInItsOrder() {
    for (Selection way :
        List.of(
            Selection.ofRows(),
            Selection.ofRows().fix("l.status", SagaStatus.PARKED.name()),
            Selection.ofRows().fix("l.definition_name", "fine").fix("l.status", "PARKED"),
            Selection.ofTerm(Term.attribute("n", "1")))) {
      assertThat(plan(way.rows(Place.TOP, Place.BOTTOM, 51))).contains("/* index sorted */");
      assertThat(plan(way.further(Place.TOP, Place.BOTTOM, 500))).contains("/* index sorted */");
    }
  }

  private String plan(Selection.Sql sql) {
    return house
        .database
        .sql("EXPLAIN " + sql.text())
        .params(sql.parameters())
        .query(String.class)
        .single();
  }
}
