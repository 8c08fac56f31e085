package org.zhuqi.ticket.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** A ticket in any state, and a valid command of any type, for tests that go through all of them. */
final class Examples {
    static final DistrictId QT = new DistrictId("QT");
    static final EnterpriseId ENTERPRISE = new EnterpriseId("ent-0001");
    static final ChainId CHAIN = new ChainId("qt-chain");
    static final PlaceId PLACE = new PlaceId("qt-park");
    static final UnitId LEAD = new UnitId("qt-lead");
    static final UnitId ASSISTANT = new UnitId("qt-assistant");
    static final UnitId FORMER = new UnitId("qt-former");
    static final UnitId STRANGER = new UnitId("qt-stranger");
    static final AccountId OFFICER = new AccountId("acc-officer");
    static final AccountId HANDLER = new AccountId("acc-handler");
    static final Instant NOON = Instant.parse("2023-11-02T04:00:00Z");
    static final TicketId TICKET = new TicketId(UUID.fromString("0187d3a4-9c40-7a11-8f2e-000000000001"));
    static final TicketId TARGET = new TicketId(UUID.fromString("0187d3a4-9c40-7a11-8f2e-000000000002"));

    private Examples() {}

    /** As it would be after the usual way into that state; no extension asked for, nothing overruled, rated or hard. */
    static Ticket ticketIn(TicketState state) {
        boolean led = switch (state) {
            case DISPATCHED, OBJECTED, IN_PROGRESS, SUSPENDED, ANSWERED, CLOSED -> true;
            case NEW, SUBMITTED, OPEN_CALL, MERGED, DECLINED, WITHDRAWN -> false;
        };
        return new Ticket(
                TICKET,
                QT,
                ENTERPRISE,
                OFFICER,
                state,
                NOON,
                7,
                1,
                led ? LEAD : null,
                led ? List.of(ASSISTANT) : List.of(),
                List.of(FORMER),
                led ? HANDLER : null,
                false,
                null,
                false,
                false,
                false,
                state == TicketState.MERGED ? TARGET : null,
                state == TicketState.MERGED ? TicketState.SUBMITTED : null,
                "135-staged@1",
                CHAIN,
                PLACE,
                null,
                led ? NOON : null,
                List.of(),
                state == TicketState.MERGED,
                state == TicketState.OPEN_CALL ? OpenCall.of(new TicketEvent.CallPublished("回收率不低于70%", null)) : null);
    }

    /** The payload of the contracts' own example, where need be turned to this cast. */
    static TicketCommand command(CommandType type) {
        return switch (type) {
            case SUBMIT -> {
                TicketCommand.Submit example = (TicketCommand.Submit) example(type);
                yield new TicketCommand.Submit(
                        ENTERPRISE,
                        example.title(),
                        example.description(),
                        example.item(),
                        null,
                        null,
                        null,
                        null,
                        null);
            }
            case MERGE -> new TicketCommand.Merge(TARGET, "同一事项");
            case PUBLISH -> new TicketCommand.Publish("回收率不低于70%", LocalDate.of(2023, 11, 2), CallChoice.BEST_PLAN);
            case CHOOSE_CLAIM -> new TicketCommand.ChooseClaim(LEAD, "方案可行");
            case ANSWER -> new TicketCommand.Answer(AnswerOutcome.SOLVED, "已办结", null, null, null, "协办事项已并入主办");
            case CLAIM -> new TicketCommand.Claim(LEAD, "三个月内完成");
            default -> example(type);
        };
    }

    private static TicketCommand example(CommandType type) {
        String name = "/org/zhuqi/contracts/examples/command/" + type.wireName() + ".v1.json";
        try (InputStream file = Objects.requireNonNull(CommandType.class.getResourceAsStream(name), name)) {
            JsonNode message = Json.MAPPER.readTree(file);
            return Json.MAPPER.treeToValue(message.path("command"), type.recordType());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Actor actor(Role role) {
        return switch (role) {
            case ENTERPRISE -> new Actor(new AccountId("acc-enterprise"), role, ENTERPRISE, null);
            case OFFICER -> new Actor(OFFICER, role, null, null);
            case HANDLER -> handlerOf(LEAD);
            case COORDINATOR, SUPERVISOR, AUDITOR, ADMIN, IMPORTER ->
                new Actor(new AccountId("acc-" + role), role, null, null);
            case SYSTEM -> Actor.SYSTEM;
        };
    }

    static Actor handlerOf(UnitId unit) {
        return new Actor(new AccountId("acc-of-" + unit), Role.HANDLER, null, unit);
    }

    static CommandMessage<?> message(Actor actor, TicketCommand command) {
        return message(actor, command, null);
    }

    static CommandMessage<?> message(Actor actor, TicketCommand command, @Nullable Long expectedVersion) {
        return new CommandMessage<>(
                new CommandId(UUID.randomUUID()), TICKET, QT, actor, NOON, null, expectedVersion, null, null, command);
    }
}
