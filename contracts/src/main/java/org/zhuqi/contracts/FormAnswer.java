package org.zhuqi.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/** What was filled into one field of an item's form. The field's kind, in the item's version, says how to read it. */
@About(
        "What was filled into one field of an item's form. The field's kind, in the item's version, says how to read it.")
public record FormAnswer(
        @About("The field's key.") @Text(max = 64) String field,

        @About("The text, number, chosen value, date (YYYY-MM-DD) or id of an attachment.") @Nullable @Text(max = 5000)
        String value,

        @Items(max = 50) @About("The chosen values, where several can be chosen.") @Nullable
        List<String> values) {}
