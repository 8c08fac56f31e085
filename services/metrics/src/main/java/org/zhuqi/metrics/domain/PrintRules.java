package org.zhuqi.metrics.domain;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a district prints its figures, and which way to count is meant where nothing is said.
 *
 * @param usual for all figures that are not named; null: as the registry says
 * @param figures by key
 */
public record PrintRules(@Nullable Rounding usual, Map<String, OfFigure> figures) {
    public static final PrintRules NONE = new PrintRules(null, Map.of());

    private static final OfFigure NOTHING = new OfFigure(null, null, null);

    /** What is null is not said. */
    public record OfFigure(
            @Nullable Rounding rounding,
            @Nullable Basis basis,
            @Nullable String variant) {}

    public PrintRules {
        figures = Map.copyOf(figures);
    }

    private OfFigure of(Figure figure) {
        return figures.getOrDefault(figure.key(), NOTHING);
    }

    public Rounding rounding(Figure figure) {
        Rounding own = of(figure).rounding();
        if (own != null) {
            return own;
        }
        return usual == null ? figure.rounding() : usual;
    }

    /**
     * What is asked for counts; what it leaves open is as the district says, as far as the figure is counted that way.
     *
     * @param basis null: not asked for
     * @param variant null: not asked for
     */
    public Optional<Definition> definition(Figure figure, @Nullable Basis basis, @Nullable String variant) {
        OfFigure own = of(figure);
        Basis ownBasis = basis == null ? own.basis() : basis;
        String ownVariant = variant == null ? own.variant() : variant;
        return figure.definition(ownBasis, ownVariant)
                .or(() -> figure.definition(basis, ownVariant))
                .or(() -> figure.definition(ownBasis, variant))
                .or(() -> figure.definition(basis, variant));
    }
}
