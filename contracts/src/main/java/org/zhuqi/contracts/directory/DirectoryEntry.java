package org.zhuqi.contracts.directory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ChainKind;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.PlaceKind;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;

/**
 * What the directory tells everybody, each entry whole, as it is now. Entries are never deleted, because tickets name them;
 * they become inactive. Persons are named by account id alone.
 */
public sealed interface DirectoryEntry {
    /** Unique over all entries: its kind and its id, such as {@code unit/qt-rsj}. The record's key on the topic. */
    default String key() {
        return DirectoryEntryType.of(this).wireName() + "/"
                + switch (this) {
                    case District it -> it.district().text();
                    case Unit it -> it.unit().text();
                    case Chain it -> it.chain().text();
                    case Place it -> it.place().text();
                    case Enterprise it -> it.enterprise().text();
                    case Account it -> it.account().text();
                };
    }

    @About("A district (区县): a tenant.")
    record District(
            @About("The district.") DistrictId district,
            @About("Its name.") @Text(max = 100) String name,

            @About("Its name in English.") @Nullable @Text(max = 100)
            String nameEn,

            @About("False when it no longer takes part.") boolean active)
            implements DirectoryEntry {}

    @About("A unit (承办单位) that takes tickets.")
    record Unit(
            @About("The unit.") UnitId unit,
            @About("Its district.") DistrictId district,
            @About("Its name.") @Text(max = 100) String name,

            @About("Its short name.") @Nullable @Text(max = 40)
            String shortName,

            @About("What kind of unit.") UnitKind kind,

            @About("False when nothing is dispatched to it any more.")
            boolean active)
            implements DirectoryEntry {}

    @About("An industry chain (产业链) with its joint committee.")
    record Chain(
            @About("The chain.") ChainId chain,
            @About("Its district.") DistrictId district,
            @About("Its name.") @Text(max = 100) String name,
            @About("Established or to come.") ChainKind kind,

            @About("The unit that is its joint committee (联合党委).") @Nullable
            UnitId committee,

            @About("The enterprise at its head (链核).") @Nullable
            EnterpriseId leadEnterprise,

            @About("False when it is given up.") boolean active)
            implements DirectoryEntry {}

    @About("A town, subdistrict or park.")
    record Place(
            @About("The place.") PlaceId place,
            @About("Its district.") DistrictId district,
            @About("Its name.") @Text(max = 100) String name,
            @About("What it is.") PlaceKind kind,

            @About("The unit that looks after enterprises there.") @Nullable
            UnitId office,

            @About("False when it is given up.") boolean active)
            implements DirectoryEntry {}

    @About("An enterprise.")
    record Enterprise(
            @About("The enterprise.") EnterpriseId enterprise,
            @About("Its district.") DistrictId district,
            @About("Its registered name.") @Text(max = 200) String name,

            @About("Its unified social credit code (GB 32100-2015).") @Nullable @Text(min = 18, max = 18)
            String creditCode,

            @About("Its size.") @Nullable EnterpriseSize size,
            @About("Its industry chain.") @Nullable ChainId chain,

            @About("The town or park that looks after it.") @Nullable
            PlaceId place,

            @About("False when it files no more.") boolean active)
            implements DirectoryEntry {}

    @About("An account: what it may be, never who it is.")
    record Account(
            @About("The account.") AccountId account,
            @About("Its district.") DistrictId district,
            @About("Its role.") Role role,

            @About("The unit for which it acts.") @Nullable UnitId unit,

            @About("The enterprise for which it speaks.") @Nullable
            EnterpriseId enterprise,

            @About("The only chain whose tickets it coordinates or watches.") @Nullable
            ChainId chain,

            @About("The only town or park whose tickets it coordinates or watches.") @Nullable
            PlaceId place,

            @About("True if it may turn to any district.") boolean allDistricts,

            @Items(max = 1000) @About("The enterprises that an officer looks after.")
            List<EnterpriseId> looksAfter,

            @About("False when it may do nothing any more.") boolean active,

            @About("Tokens issued before are refused: the account was signed out everywhere, or its rights changed.")
            @Nullable
            Instant tokensFrom,

            @Items(max = 20)
            @About("Whom foreign login services know it as: SHA-256 over issuer, line feed and claim, in hexadecimal.")
            List<String> identities)
            implements DirectoryEntry {}
}
