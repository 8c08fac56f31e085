package org.zhuqi.metrics.application.export;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;

/**
 * A file that was asked for.
 *
 * @param schedule that asked for it; null: a person
 * @param note what else there is to know of it, such as why it is late
 * @param attempt how often it was begun
 * @param failures how often whoever worked at it was never heard of again
 * @param rowsTotal of the list in it; null as long as nobody has counted them
 * @param expiresAt when the file is deleted
 * @param size in bytes
 * @param reason why there is no file
 */
public record Export(
        UUID id,
        DistrictId district,
        AccountId account,
        String held,
        boolean ofDistrict,
        @Nullable UUID schedule,
        ExportOrder order,
        String fileName,
        Instant askedAt,
        @Nullable Sentence note,
        State state,
        int attempt,
        int failures,
        long rowsDone,
        @Nullable Long rowsTotal,
        @Nullable Instant begunAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt,
        @Nullable Long size,
        @Nullable String sha256,
        @Nullable Sentence reason) {

    /** From being asked for to being deleted. */
    public enum State {
        WAITING("waits until somebody has time for it", "排队中"),
        WORKING("is being written", "生成中"),
        DONE("can be fetched", "可下载"),
        FAILED("could not be written", "生成失败"),
        EXPIRED("was deleted after its time", "已过期删除");

        private final String en;
        private final String zh;

        State(String en, String zh) {
            this.en = en;
            this.zh = zh;
        }

        public Sentence words() {
            return new Sentence(en, zh);
        }
    }

    public static Export asked(
            UUID id,
            ExportRight right,
            @Nullable UUID schedule,
            ExportOrder order,
            String fileName,
            Instant at,
            @Nullable Sentence note) {
        return new Export(
                id,
                right.district(),
                right.account(),
                right.held(),
                right.isOfDistrict(order.question().scope()),
                schedule,
                order,
                fileName,
                at,
                note,
                State.WAITING,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
