package org.zhuqi.dispatch.domain.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;

class SimilarityProperties {
    private static final DistrictId DISTRICT = new DistrictId("QT");
    private static final Instant DAY = Instant.parse("2023-07-12T02:00:00Z");
    private static final List<String> PIECES = List.of(
            "用电增容", "变压器容量不够", "电费", "停电三次", "厂房", "不动产权证", "招聘普工", "子女入学", "贷款续贷", "我司", "请协调解决", "，", "。", "630千伏安",
            "PCB", "3号线", "污水管网", "𠮷", "货车限行");

    private final Rarity rarity = someRarity();

    @Property(tries = 300)
    void itDoesNotMatterWhichComesFirst(@ForAll("requests") Request one, @ForAll("requests") Request other) {
        assertThat(Similarity.between(one, other, rarity)).isEqualTo(Similarity.between(other, one, rarity));
    }

    @Property(tries = 300)
    void theScoreIsTheSumOfItsPartsAndBetweenZeroAndOne(
            @ForAll("requests") Request one, @ForAll("requests") Request other) {
        Similarity found = Similarity.between(one, other, rarity);
        assertThat(found.score()).isBetween(0.0, 1.0);
        assertThat(found.parts().stream().mapToDouble(Similarity.Part::points).sum())
                .isCloseTo(found.score(), within(0.001));
    }

    @Property(tries = 300)
    void whatSaysAnythingIsWhollyLikeItself(@ForAll("requests") Request one) {
        boolean says = one.features().grams().length > 0;
        assertThat(Similarity.between(one, one, rarity).score()).isEqualTo(says ? 1.0 : 0.0);
    }

    @Property(tries = 300)
    void whereNothingIsSharedNothingElseCounts(@ForAll("requests") Request one) {
        Request other = new Request(
                Features.of(DISTRICT, "zzz", "qqq 999999"), one.enterprise(), one.item(), null, null, one.at());
        assertThat(Similarity.between(one, other, rarity)).isEqualTo(new Similarity(0, List.of()));
    }

    @Property(tries = 300)
    void whatIsKeptIsReadAsItWas(@ForAll("requests") Request one, @ForAll("requests") Request other) {
        Features kept = Features.of(
                one.features().grams(), one.features().title(), one.features().matters());
        Request again = new Request(kept, one.enterprise(), one.item(), null, null, one.at());
        assertThat(Similarity.between(again, other, rarity)).isEqualTo(Similarity.between(one, other, rarity));
    }

    @Provide
    Arbitrary<Request> requests() {
        Arbitrary<String> text = Arbitraries.of(PIECES).list().ofMaxSize(8).map(pieces -> String.join("", pieces));
        return Combinators.combine(
                        text,
                        text,
                        Arbitraries.of("a", "b"),
                        Arbitraries.of("x", "y"),
                        Arbitraries.integers().between(0, 200))
                .as((title, description, enterprise, item, days) -> new Request(
                        Features.of(DISTRICT, title, description),
                        new EnterpriseId(enterprise),
                        new CatalogueItemId(item),
                        null,
                        null,
                        DAY.plus(Duration.ofDays(days))));
    }

    private static Rarity someRarity() {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int gram : Features.of(DISTRICT, "厂房招聘", "停电").grams()) {
            counts.put(gram, 700);
        }
        return new Rarity(1_000, counts);
    }
}
