package org.zhuqi.notification.postgres;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.notification.domain.Channel;
import org.zhuqi.notification.domain.Message;
import org.zhuqi.notification.domain.Message.State;
import org.zhuqi.notification.domain.Occasions;

/** What waits for the list of a morning, and which lists were made. */
public final class GatheredRows {
    private final JdbcClient db;
    private final MessageRows messages;

    public GatheredRows(JdbcClient db, MessageRows messages) {
        this.db = db;
        this.messages = messages;
    }

    public boolean isMade(DistrictId district, LocalDate day) {
        return db.sql("select count(*) from notification.list_made where district = ? and day = ?")
                        .params(district.text(), day)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** @return false if somebody else has made them, or is about to */
    public boolean begin(DistrictId district, LocalDate day, Instant at) {
        return db.sql(
                                "insert into notification.list_made (district, day, made_at) values (?, ?, ?) on conflict do nothing")
                        .params(district.text(), day, at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private record Whose(String account, Channel channel) {}

    private record Waiting(UUID id, Whose whose, Sentence title) {}

    /** Makes one message of all that was gathered for each person and channel. */
    public void send(DistrictId district, LocalDate day, Instant at) {
        Map<Whose, List<Waiting>> all = new LinkedHashMap<>();
        db.sql("""
                        select id, account, channel, title_zh, title_en from notification.message
                        where district = ? and state = 'GATHERED' order by position for update
                        """)
                .param(district.text())
                .query((row, index) -> new Waiting(
                        row.getObject("id", UUID.class),
                        new Whose(row.getString("account"), Channel.valueOf(row.getString("channel"))),
                        new Sentence(row.getString("title_en"), row.getString("title_zh"))))
                .list()
                .forEach(each -> all.computeIfAbsent(each.whose(), any -> new ArrayList<>())
                        .add(each));
        all.forEach((whose, waiting) -> messages.add(List.of(message(district, day, whose, waiting, at))));
        db.sql("update notification.message set state = 'IN_DIGEST', sent_at = ? where id = any(?)")
                .param(at.atOffset(ZoneOffset.UTC))
                .param(FactRows.array(
                        "uuid", all.values().stream().flatMap(List::stream).toList(), Waiting::id))
                .update();
    }

    private static Message message(DistrictId district, LocalDate day, Whose whose, List<Waiting> waiting, Instant at) {
        return new Message(
                district,
                "gathered/%s/%s/%s".formatted(district, day, whose.account()),
                Occasions.DIGEST,
                whose.channel(),
                "account/" + whose.account(),
                new AccountId(whose.account()),
                null,
                null,
                null,
                new Sentence("%d messages".formatted(waiting.size()), "%d 条消息".formatted(waiting.size())),
                new Sentence(
                        String.join(
                                "\n",
                                waiting.stream().map(each -> each.title().en()).toList()),
                        String.join(
                                "\n",
                                waiting.stream().map(each -> each.title().zh()).toList())),
                false,
                null,
                at,
                State.WAITING,
                at);
    }
}
