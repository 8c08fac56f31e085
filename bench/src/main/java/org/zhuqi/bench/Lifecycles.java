package org.zhuqi.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.intake.application.CommandIds;
import org.zhuqi.platform.messaging.Wire;

/** Tickets that go straight from 点单 to 销号 in six commands, with texts of the length that people write. */
final class Lifecycles {
    static final List<CommandType> STEPS = List.of(
            CommandType.SUBMIT,
            CommandType.DISPATCH,
            CommandType.ACCEPT,
            CommandType.RECORD_PROGRESS,
            CommandType.ANSWER,
            CommandType.CONFIRM);

    private static final List<String> DISTRICTS =
            List.of("QT", "SY", "XH", "BJ", "YH", "XS", "LP", "FY", "LA", "TL", "CA", "JD");
    private static final List<String> PHRASES = List.of(
            "我公司二期厂房已于上月竣工并通过消防验收，",
            "因历史原因土地宗地图与现状不一致，不动产权证一直未能办理，",
            "影响银行抵押贷款和后续设备采购，",
            "新招一线操作工约八十人，园区内住宿床位不足，",
            "希望协调就近的人才公寓或蓝领公寓，",
            "目前高峰时段电力容量只有一千二百千伏安，",
            "新增生产线投产后预计缺口八百千伏安，",
            "供电部门答复需先完成红线外管线迁改，",
            "多次与相关部门沟通，流程和所需材料说法不一，",
            "请明确牵头单位、办理时限和材料清单，",
            "出口订单集中在第四季度，通关和退税进度对现金流影响较大，",
            "望有关部门上门指导并给予政策支持。");
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Random random;
    private final InstantSource now = InstantSource.system();

    Lifecycles(long seed) {
        this.random = new Random(seed);
    }

    /** About so many characters, never more. */
    String text(int characters) {
        StringBuilder text = new StringBuilder(characters);
        while (true) {
            String phrase = PHRASES.get(random.nextInt(PHRASES.size()));
            if (text.length() + phrase.length() > characters) {
                return text.append("（编号")
                        .append(random.nextInt(1_000))
                        .append("）")
                        .toString();
            }
            text.append(phrase);
        }
    }

    TicketCommand command(CommandType step, EnterpriseId enterprise, UnitId lead, String item) {
        return switch (step) {
            case SUBMIT ->
                new TicketCommand.Submit(
                        enterprise,
                        text(30),
                        text(300),
                        new CatalogueItemId(item),
                        Urgency.NORMAL,
                        null,
                        null,
                        null,
                        null);
            case DISPATCH -> new TicketCommand.Dispatch(lead, null, null, text(50));
            case ACCEPT -> new TicketCommand.Accept(null, text(30));
            case RECORD_PROGRESS -> new TicketCommand.RecordProgress(text(120), false, null);
            case ANSWER -> new TicketCommand.Answer(AnswerOutcome.SOLVED, text(200), null, null);
            case CONFIRM -> new TicketCommand.Confirm(text(20));
            default -> throw new IllegalArgumentException(step + " is not a step of these lives");
        };
    }

    /** Writes whole lives onto the command topic, see {@link #write}. */
    void append(Producer<String, byte[]> producer, int count, int gap) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        write(count, gap, command -> {
            var unused = producer.send(command, (sent, thrown) -> {
                if (thrown != null) {
                    failure.set(thrown);
                }
            });
        });
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the commands did not reach the topic", failure.get());
        }
    }

    /**
     * Writes whole lives, command by command.
     *
     * @param gap how many other tickets are submitted between two commands of one ticket: with 0 a ticket's six commands
     *     stand side by side and often share a batch, with thousands every command of a batch is another ticket's
     */
    void write(int count, int gap, Consumer<ProducerRecord<String, byte[]>> to) {
        List<Life> lives = new ArrayList<>(count);
        for (int tick = 0; tick < count + (STEPS.size() - 1) * gap; tick++) {
            for (int step = 0; step < STEPS.size(); step++) {
                int index = tick - step * gap;
                if (index >= 0 && index < count) {
                    if (step == 0) {
                        lives.add(newLife());
                    }
                    to.accept(Wire.command(message(lives.get(index), STEPS.get(step)), "/zhuqi/bench"));
                }
            }
        }
    }

    /** The commands of one life, in order. */
    List<CommandMessage<?>> oneLife() {
        Life life = newLife();
        List<CommandMessage<?>> commands = new ArrayList<>();
        STEPS.forEach(step -> commands.add(message(life, step)));
        return commands;
    }

    private record Life(TicketId id, DistrictId district, Actor enterprise, Actor coordinator, Actor handler) {}

    private Life newLife() {
        String district = DISTRICTS.get(random.nextInt(DISTRICTS.size()));
        String lower = district.toLowerCase(java.util.Locale.ROOT);
        EnterpriseId enterprise = new EnterpriseId("%s-ent-%04d".formatted(lower, random.nextInt(2_000)));
        UnitId unit = new UnitId("%s-unit-%02d".formatted(lower, random.nextInt(30)));
        return new Life(
                new TicketId(IDS.generate()),
                new DistrictId(district),
                new Actor(new AccountId(enterprise + "-account"), Role.ENTERPRISE, enterprise, null),
                new Actor(new AccountId(lower + "-coordinator"), Role.COORDINATOR, null, null),
                new Actor(new AccountId(unit + "-handler"), Role.HANDLER, null, unit));
    }

    private CommandMessage<?> message(Life life, CommandType step) {
        Actor actor = switch (step) {
            case SUBMIT, CONFIRM -> life.enterprise();
            case DISPATCH -> life.coordinator();
            default -> life.handler();
        };
        EnterpriseId enterprise =
                java.util.Objects.requireNonNull(life.enterprise().enterprise());
        UnitId unit = java.util.Objects.requireNonNull(life.handler().unit());
        TicketCommand command = command(step, enterprise, unit, "qt-yg");
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        return new CommandMessage<>(
                new CommandId(IDS.generate()),
                life.id(),
                life.district(),
                actor,
                at,
                null,
                null,
                CommandIds.fingerprint(command, null),
                null,
                command);
    }
}
