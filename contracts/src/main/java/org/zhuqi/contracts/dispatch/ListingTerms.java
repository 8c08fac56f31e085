package org.zhuqi.contracts.dispatch;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ListingVisibility;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** What an enterprise says of what it offers or needs. Whom to ask is never among it: introductions go over the coordinator. */
@About("What is offered or needed, and how.")
public record ListingTerms(
        @About("In a line.") @Text(max = 200) String title,
        @About("In full.") @Text(max = 2000) String description,

        @About("The product or service, in words that the other side would use, set apart by commas or blanks.")
        @Text(max = 200)
        String category,

        @About("How much.") @Nullable @Text(max = 40) String quantity,

        @About("The unit of measure.") @Nullable @Text(max = 20)
        String unit,

        @About("For how much, as the enterprise puts it.") @Nullable @Text(max = 100)
        String price,

        @About("Delivered where, or wanted where.") @Nullable @Text(max = 100)
        String region,

        @About("The enterprise's industry chain, as the directory had it.") @Nullable
        ChainId chain,

        @About("The last day on which it holds.") LocalDate validUntil,
        @About("To whom it is shown.") ListingVisibility visible,

        @About("The ticket with which the enterprise asked for a match.") @Nullable
        TicketId ticket) {}
