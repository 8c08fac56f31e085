package org.zhuqi.contracts.catalogue;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.CatalogueKind;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.DispatchMode;
import org.zhuqi.contracts.FieldKind;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/**
 * An item of a district's menu (点单菜单), whole, as it is now. Items are never deleted, because tickets name them; they
 * become inactive.
 */
@About("An item of a district's menu (点单菜单), whole, as it is now.")
public record CatalogueEntry(
        @About("The item, unique in its district.") CatalogueItemId item,
        @About("Its district.") DistrictId district,

        @About("1 for a new one; every change makes the next.")
        long version,

        @About("What it is.") CatalogueKind kind,

        @About("The heading under which it stands, such as 用地.") @Text(max = 40)
        String category,

        @About("Its name.") @Text(max = 100) String name,

        @About("Its name in English.") @Nullable @Text(max = 200)
        String nameEn,

        @About("What it is for, as enterprises read it.") @Nullable @Text(max = 2000)
        String description,

        @About("The same in English.") @Nullable @Text(max = 2000)
        String descriptionEn,

        @About("Its place on the menu; the smaller comes first.")
        int position,

        @Items(max = 50) @About("Its form.") List<Field> fields,

        @About("The unit that usually leads.") @Nullable UnitId defaultUnit,

        @Items(max = 20) @About("The units that usually assist.")
        List<UnitId> assistants,

        @About("How hard it usually is.") @Nullable Difficulty difficulty,

        @About("The timeliness policy of its tickets, such as 135-tiered; absent for the district's own.")
        @Nullable
        @Text(max = 80)
        String policy,

        @Items(max = 20) @About("What the unit is asked to show with its answer.")
        List<Wording> evidence,

        @Items(max = 50) @About("Words by which it is found and by which a request is recognised.")
        List<String> keywords,

        @About("Who dispatches its tickets.") DispatchMode dispatch,

        @Items(max = 50) @About("How it helped somebody.") List<Wording> cases,

        @About("False when it can be ordered no more.") boolean active) {

    public static final String CE_TYPE = "zhuqi.catalogue.item.v1";

    /** Unique over all districts, such as {@code QT/qt-yd}. The record's key on the topic. */
    public String key() {
        return district.text() + "/" + item.text();
    }

    /** A text that both kinds of readers understand. */
    @About("A text in Chinese and, perhaps, in English.")
    public record Wording(
            @About("中文") @Text(max = 500) String zh,
            @About("English") @Nullable @Text(max = 1000) String en) {}

    /** A field of the form. */
    @About("A field of the form.")
    public record Field(
            @About("By which an answer names it; never shown.") @Text(max = 64)
            String key,

            @About("What stands before it.") @Text(max = 100)
            String label,

            @About("The same in English.") @Nullable @Text(max = 200)
            String labelEn,

            @About("What can be filled in.") FieldKind kind,
            @About("True if it must be.") boolean required,

            @About("A word of help.") @Nullable @Text(max = 500)
            String help,

            @Items(max = 50) @About("What can be chosen.") List<Choice> choices,

            @About("Of a number the least; of a text its least characters; of choices how many at least.") @Nullable
            BigDecimal min,

            @About("Of a number the most; of a text its most characters; of choices how many at most.") @Nullable
            BigDecimal max,

            @About("The unit of a number, such as 平方米.") @Nullable @Text(max = 20)
            String unit) {}

    /** One of the values of a field that is chosen. */
    @About("One of the values of a field that is chosen.")
    public record Choice(
            @About("By which an answer names it.") @Text(max = 64)
            String value,

            @About("What is shown.") @Text(max = 100) String label,

            @About("The same in English.") @Nullable @Text(max = 200)
            String labelEn) {}
}
