package org.zhuqi.intake.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.security.Caller;

/**
 * An uploaded file.
 *
 * @param enterprise for which the uploader acted, if for one
 * @param unit for which the uploader acted, if for one
 */
public record StoredAttachment(
        Attachment attachment,
        DistrictId district,
        AccountId uploader,
        @Nullable EnterpriseId enterprise,
        @Nullable UnitId unit,
        Instant createdAt) {

    static StoredAttachment by(Caller caller, Attachment attachment, Instant at) {
        return new StoredAttachment(
                attachment, caller.district(), caller.account(), caller.enterprise(), caller.unit(), at);
    }

    boolean wasUploadedBy(Caller caller) {
        return district.equals(caller.district()) && uploader.equals(caller.account());
    }
}
