package io.meanwhile.app.projections;

import io.meanwhile.core.model.DivergenceKind;
import io.meanwhile.core.model.SagaStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which sagas are looked for; what is null or empty does not matter.
 *
 * @param statuses one of these
 * @param definition this definition, in any version
 * @param attributes all of these, each with exactly this text
 * @param divergence a divergence of this kind, whenever
 * @param since started at this time or later
 * @param before started earlier
 * @param text occurs in the id, the definition's name or an attribute; case does not matter
 */
public record SagaFilter(
    Set<SagaStatus> statuses,
    @Nullable String definition,
    Map<String, String> attributes,
    @Nullable DivergenceKind divergence,
    @Nullable Instant since,
    @Nullable Instant before,
    @Nullable String text) {

  public static final SagaFilter ALL =
      new SagaFilter(Set.of(), null, Map.of(), null, null, null, null);

  public SagaFilter {
    statuses = Set.copyOf(statuses);
    attributes = Map.copyOf(attributes);
  }

  /** The terms, the rarest kind first: it leads the search. */
  List<Term> terms() {
    List<Term> terms = new ArrayList<>();
    new TreeMap<>(attributes).forEach((name, text) -> terms.add(Term.attribute(name, text)));
    if (divergence != null) {
      terms.add(Term.divergence(divergence));
    }
    return terms;
  }
}
