package org.zhuqi.contracts;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** Where an imported step comes from. A message without it happened here, when it says. */
@About("Where an imported step comes from. A message without it happened here, when it says.")
public record Provenance(
        @About("The source, such as a file's name.") @Text(max = 200)
        String source,

        @About("The case in the source.") @Text(max = 200) String sourceCase,

        @About("The line in the source; absent for an inferred step.") @Nullable
        Long line,

        @About("True if the source does not tell this step and a rule of the mapping filled it in.")
        boolean inferred,

        @About("The account that imported it.") AccountId importedBy) {}
