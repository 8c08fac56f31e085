package org.zhuqi.contracts.generated;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.zhuqi.contracts.ChainKind;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.PlaceKind;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.directory.DirectoryEntryType;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;

/** Entries of the directory as they are announced. */
final class DirectoryStory {
    private static final DistrictId SHANGYU = new DistrictId("SY");
    private static final ChainId CHAIN = new ChainId("sy-advanced-materials");
    private static final UnitId COMMITTEE = new UnitId("sy-advanced-materials-committee");
    private static final PlaceId PARK = new PlaceId("sy-hangzhou-bay-park");
    private static final EnterpriseId ENTERPRISE = new EnterpriseId("sy-ent-001");

    static final List<Announcement> TOLD = Stream.<DirectoryEntry>of(
                    new DirectoryEntry.District(SHANGYU, "上虞区", "Shangyu", true),
                    new DirectoryEntry.Unit(COMMITTEE, SHANGYU, "先进材料产业链联合党委", null, UnitKind.COMMITTEE, true),
                    new DirectoryEntry.Chain(
                            CHAIN, SHANGYU, "先进材料", ChainKind.ESTABLISHED, COMMITTEE, ENTERPRISE, true),
                    new DirectoryEntry.Place(
                            PARK, SHANGYU, "杭州湾经开区", PlaceKind.PARK, new UnitId("sy-park-office"), true),
                    new DirectoryEntry.Enterprise(
                            ENTERPRISE,
                            SHANGYU,
                            "绍兴曹娥新材料有限公司",
                            "91330604MA2BXQ1K00",
                            EnterpriseSize.MEDIUM,
                            CHAIN,
                            PARK,
                            true),
                    new DirectoryEntry.Account(
                            new AccountId("a-7f3k2m9q"),
                            SHANGYU,
                            Role.COORDINATOR,
                            COMMITTEE,
                            null,
                            CHAIN,
                            null,
                            false,
                            List.of(),
                            true,
                            Instant.parse("2023-05-06T01:30:00Z"),
                            List.of("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")))
            .map(DirectoryStory::told)
            .toList();

    private DirectoryStory() {}

    private static Announcement told(DirectoryEntry entry) {
        DirectoryEntryType type = DirectoryEntryType.of(entry);
        return new Announcement(
                Announcement.Kind.ENTRY,
                type.wireName(),
                type.ceType(),
                type.wireName() + " " + type.zh(),
                entry.key(),
                (Record) entry);
    }
}
