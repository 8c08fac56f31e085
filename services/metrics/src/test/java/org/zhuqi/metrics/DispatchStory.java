package org.zhuqi.metrics;

import com.fasterxml.uuid.Generators;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.dispatch.DispatchEvent;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.messaging.Wire;

/** The life of something beside tickets as dispatch would have written it, without asking whether a step is allowed. */
final class DispatchStory {
    private static final Actor COORDINATOR = new Actor(new AccountId("coordinator"), Role.COORDINATOR, null, null);

    private final SubjectId subject =
            new SubjectId(Generators.timeBasedEpochRandomGenerator().generate());
    private final DistrictId district;
    private final List<DispatchMessage<?>> messages = new ArrayList<>();
    private Instant at = Instant.EPOCH;

    DispatchStory(DistrictId district) {
        this.district = district;
    }

    DispatchStory at(String time) {
        return at(Instant.parse(time));
    }

    DispatchStory at(Instant time) {
        at = time;
        return this;
    }

    DispatchStory tells(DispatchEvent event) {
        messages.add(new DispatchMessage<>(
                subject,
                DispatchEventType.of(event).kind(),
                messages.size() + 1L,
                district,
                COORDINATOR,
                at,
                at.plus(Duration.ofMinutes(5)),
                event));
        return this;
    }

    SubjectId subject() {
        return subject;
    }

    long version() {
        return messages.size();
    }

    List<DispatchMessage<?>> messages() {
        return List.copyOf(messages);
    }

    List<ProducerRecord<String, byte[]>> records() {
        return messages.stream().map(Wire::dispatch).toList();
    }
}
