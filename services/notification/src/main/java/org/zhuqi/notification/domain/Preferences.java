package org.zhuqi.notification.domain;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an account chose for itself. What is mandatory reaches it all the same. */
@Schema(name = "NotificationPreferences")
public record Preferences(
        @Schema(
                description = "The language of mails and text messages; Chinese if absent.",
                allowableValues = {"zh", "en"})
        @Nullable
        String language,

        @Schema(description = "False: no mails.") @Nullable Boolean mail,

        @Schema(description = "False: no text messages.") @Nullable
        Boolean sms,

        @Schema(description = "Between these times nothing is sent; the district's if absent.")
        RuleBook.@Nullable Hours quietHours,

        @Schema(description = "Occasions that it does not want to hear of.", example = "[\"ticket.rated\"]") @Nullable
        List<String> muted) {
    public static final Preferences NONE = new Preferences(null, null, null, null, null);

    public boolean readsChinese() {
        return !Objects.equals(language, "en");
    }

    public boolean wants(String occasion, Channel channel) {
        if (muted != null && muted.contains(occasion)) {
            return false;
        }
        return switch (channel) {
            case MAIL -> !Boolean.FALSE.equals(mail);
            case SMS -> !Boolean.FALSE.equals(sms);
            case IN_APP, DINGTALK -> true;
        };
    }
}
