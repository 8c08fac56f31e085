package org.zhuqi.contracts;

import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** One sentence for a person, in both languages of the system. */
@About("One sentence for a person, in both languages of the system.")
public record Sentence(
        @About("English") @Text(max = 1000) String en,
        @About("中文") @Text(max = 1000) String zh) {}
