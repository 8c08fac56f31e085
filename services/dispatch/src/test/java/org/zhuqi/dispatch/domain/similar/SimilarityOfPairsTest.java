package org.zhuqi.dispatch.domain.similar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;

/** Pairs of requests, each looked at by hand: the same matter or not. */
class SimilarityOfPairsTest {
    private static final DistrictId DISTRICT = new DistrictId("QT");
    private static final Instant DAY = Instant.parse("2023-07-12T02:00:00Z");

    private record Pair(boolean alike, Request one, Request other, String text) {
        double score() {
            return Similarity.between(one, other, Rarity.UNKNOWN).score();
        }

        boolean isFound() {
            return score() >= Similarity.ALIKE;
        }
    }

    /** What was reached when the threshold was set. Nobody makes it worse without noticing. */
    @Test
    void precisionAndRecallAreAsGoodAsTheyWere() {
        List<Pair> pairs = pairs("pairs.tsv");
        assertThat(pairs).hasSize(50);
        assertThat(pairs).filteredOn(Pair::alike).hasSize(25);
        assertReached(pairs, 1.0, 1.0);
    }

    /** Of matters that the vocabulary does not know, most of the different ones chosen to deceive. */
    @Test
    void whatTheVocabularyHasNotSeenIsFoundByItsWordsAlone() {
        List<Pair> pairs = pairs("pairs-unseen.tsv");
        assertThat(pairs).hasSize(24);
        assertThat(pairs).filteredOn(Pair::alike).hasSize(12);
        assertReached(pairs, 8.0 / 13, 8.0 / 12);
    }

    private static void assertReached(List<Pair> pairs, double precisionThen, double recallThen) {
        long found = pairs.stream().filter(Pair::isFound).count();
        long right = pairs.stream().filter(pair -> pair.alike && pair.isFound()).count();
        double precision = (double) right / found;
        double recall = (double) right / pairs.stream().filter(Pair::alike).count();
        String wrong = pairs.stream()
                .filter(pair -> pair.alike != pair.isFound())
                .map(pair -> "%.4f %s".formatted(pair.score(), pair.text))
                .collect(Collectors.joining("\n"));
        assertThat(precision).as("precision; wrong are:\n%s", wrong).isGreaterThanOrEqualTo(precisionThen);
        assertThat(recall).as("recall; wrong are:\n%s", wrong).isGreaterThanOrEqualTo(recallThen);
    }

    private static List<Pair> pairs(String name) {
        try (InputStream file = SimilarityOfPairsTest.class.getResourceAsStream(name)) {
            return new BufferedReader(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> pair(line, List.of(line.split("\t"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pair pair(String line, List<String> fields) {
        return new Pair(
                fields.getFirst().equals("alike"),
                request("one", fields.subList(1, 4)),
                request("another", fields.subList(4, 7)),
                line);
    }

    private static Request request(String enterprise, List<String> fields) {
        return new Request(
                Features.of(DISTRICT, fields.get(1), fields.get(2)),
                new EnterpriseId(enterprise),
                new CatalogueItemId(fields.get(0)),
                null,
                null,
                DAY);
    }
}
