package org.zhuqi.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.contracts.lifecycle.TicketState.SUBMITTED;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;

final class SearchTest extends TestDesk {
    @Test
    void findsWordsOfAnyLengthInTitleTextAndNumber() {
        EventStory land = story().tells(Stories.submitted("二期厂房不动产权证办理受阻", "规划核实与消防验收衔接问题。"), SUBMITTED);
        EventStory people = story().tells(Stories.submitted("旺季招工难", "缺口 50% 的工人，详见 R&D_计划\\2023 \"附件\""), SUBMITTED);
        EventStory money = story().tells(Stories.submitted("Bank Loan 贷款", "企业产权抵押，动不了"), SUBMITTED);
        tell(land, people, money);

        assertFinds("证", land);
        assertFinds("产", land, money);
        assertFinds("厂房", land);
        assertFinds("产权", land, money);
        assertFinds("不动产", land);
        assertFinds("动产", land);
        assertFinds("消防验收", land);
        assertFinds("规划 验收", land);
        assertFinds("验收　规划", land);
        assertFinds("规划 招工");
        assertFinds("不动产权证办理受阻", land);
        assertFinds("动不产");
        assertFinds("bank", money);
        assertFinds("ＬＯＡＮ", money);
        // One that is not in the numbers, which begin with the district.
        String letter = Stream.of("l", "o", "b")
                .filter(each -> !district.toLowerCase(Locale.ROOT).contains(each))
                .findFirst()
                .orElseThrow();
        assertFinds(letter, money);
        assertFinds(land.number().text(), land);
        assertFinds(people.number().text().substring(5).toLowerCase(Locale.ROOT), people);
        assertFinds("", land, people, money);
        assertFinds("  ", land, people, money);
    }

    @Test
    void signsAreSignsAndNothingElse() {
        EventStory signs = story().tells(Stories.submitted("涨价50%_左右", "it's \"so\" \\ ; -- {x} [y] (z) *"), SUBMITTED);
        EventStory plain = story().tells(Stories.submitted("平常", "没有符号"), SUBMITTED);
        tell(signs, plain);
        for (String sign : List.of("%", "_", "'", "\"", "\\", "--", ";", "50%_", "it's", "{x}", "[y]", "(z)", "*")) {
            assertFinds(sign, signs);
        }
        for (String sign : List.of("%%", "__", "' or '1'='1", "$1", ":word0", "?", "{}", "平_", "平%")) {
            assertFinds(sign);
        }
        assertFinds("平\0常".replace("\0", ""), plain);
        assertThat(get(coordinator(), "/api/v1/tickets?q=%00").statusCode()).isEqualTo(400);
    }

    @Test
    void finderSeesOnlyTheirOwn() {
        EventStory mine = story().tells(Stories.submitted("厂房", "我的"), SUBMITTED);
        EventStory theirs = story().tells(
                        Stories.submitted(new EnterpriseId("other"), Stories.LABOUR_ITEM, "厂房", "他人的"), SUBMITTED);
        tell(mine, theirs);
        var caller = here(Callers.enterprise("boss", Stories.HUACAI));
        assertThat(numbers(caller, "q=" + encoded("厂房")))
                .containsExactly(mine.number().text());
        assertThat(read(caller, "/api/v1/tickets?count=true&q=" + encoded("厂房"))
                        .path("total")
                        .asString())
                .isEqualTo("1");
    }

    private void assertFinds(String query, EventStory... expected) {
        assertThat(numbers(coordinator(), "sort=number&q=" + encoded(query)))
                .as(query)
                .containsExactly(List.of(expected).stream()
                        .map(story -> story.number().text())
                        .toArray(String[]::new));
    }
}
