package org.zhuqi.intake.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.AccountId;

class TemplateTest {

    @Test
    void aColumnIsPutInAsItIsIntoATextAndAsASlugIntoAnId() {
        Template template = Template.parse("it-section-${section}");

        assertThat(template.asText(column -> "Value 4")).isEqualTo("it-section-Value 4");
        assertThat(template.asId(column -> "Value 4")).isEqualTo("it-section-value-4");
        assertThat(template.columns()).containsExactly("section");
    }

    @Test
    void aLimitShortensTextsWithoutBreakingACharacterInTwo() {
        assertThat(Template.parse("${words:5}").asText(column -> "车间需要增容")).isEqualTo("车间需要…");
        assertThat(Template.parse("${words:3}").asText(column -> "a𝄞bc")).isEqualTo("a…");
        assertThat(Template.parse("${words:6}").asText(column -> "车间需要增容")).isEqualTo("车间需要增容");
    }

    @Test
    void namesThatCannotBeWrittenInAnIdStayApart() {
        assertThat(Slug.of("张三")).isNotEqualTo(Slug.of("李四")).matches("[0-9a-f]{12}");
        assertThat(Slug.of("张三")).isEqualTo(Slug.of(" 张三 "));
        assertThat(Slug.of("Unit 3 人社局")).startsWith("unit-3-").isNotEqualTo(Slug.of("Unit 3 司法局"));
        assertThat(Slug.of("/ - /")).matches("[0-9a-f]{12}|-");
    }

    @Test
    void anIdIsNeverLongerThanIdsMayBeAndStaysApartFromOthers() {
        Template template = Template.parse("unit-${unit}");
        String one = template.asId(column -> "x".repeat(80) + "1");
        String other = template.asId(column -> "x".repeat(80) + "2");

        assertThat(AccountId.of(one).text()).hasSize(64).isNotEqualTo(other);
    }

    @Test
    void anEmptyColumnLeavesNoIdRatherThanHalfOfOne() {
        assertThat(Template.parse("unit-${unit}").asId(column -> " ")).isEmpty();
        assertThat(Template.parse("unit ${unit}").asText(column -> "")).isEqualTo("unit ");
    }

    @Test
    void aMalformedPlaceholderIsSaid() {
        assertThatThrownBy(() -> Template.parse("unit ${unit"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'unit ${unit' has a '${' without its '}'");
        assertThatThrownBy(() -> Template.parse("${title:long}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'${title:long}' must give its greatest length as a number, as in ${title:120}");
    }
}
