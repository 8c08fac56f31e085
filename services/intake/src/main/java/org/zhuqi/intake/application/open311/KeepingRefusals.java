package org.zhuqi.intake.application.open311;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandOutcome.Verdict;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.intake.postgres.open311.FilingRows;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/**
 * Whoever holds a token for a request that the engine did not take shall learn it: no event will tell. Most outcomes are of
 * other commands; they are told apart by their header, unread.
 */
public final class KeepingRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(KeepingRefusals.class);
    private static final Sentence FAILED = new Sentence(
            "the request could not be processed; it is kept for the administrator and has changed nothing",
            "请求未能处理，已转交管理员，未产生任何变更");

    private final FilingRows filings;

    public KeepingRefusals(FilingRows filings) {
        this.filings = filings;
    }

    public void arrived(List<ConsumerRecord<String, byte[]>> records) {
        Map<CommandId, ConsumerRecord<String, byte[]>> byCommand = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            String id = CloudEventHeaders.text(record.headers(), CloudEventHeaders.ID);
            try {
                if (id != null) {
                    byCommand.put(CommandId.of(id), record);
                }
            } catch (IllegalArgumentException e) {
                LOG.debug("the id of an outcome is no command's: {}", id);
            }
        }
        Set<CommandId> filed = Set.copyOf(filings.known(byCommand.keySet()));
        byCommand.forEach((id, record) -> {
            if (filed.contains(id)) {
                keep(record);
            }
        });
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        try {
            CommandOutcome outcome = Wire.readOutcome(record);
            if (outcome.verdict() != Verdict.ACCEPTED) {
                filings.refused(
                        outcome.commandId(),
                        outcome.refusal() == null ? FAILED : outcome.refusal().sentence());
            }
        } catch (UnreadableMessageException e) {
            LOG.warn("an outcome of ticket {} cannot be read and is passed over: {}", record.key(), e.getMessage());
        }
    }
}
