package org.zhuqi.intake.application;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.intake.postgres.AttachmentRows;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Commands that name attachments. A caller names what it, its enterprise or its unit has uploaded, by id; what else the
 * command says of the file is ours to say.
 */
public final class NamingAttachments {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final AttachmentRows attachments;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public NamingAttachments(AttachmentRows attachments, TransactionTemplate transaction, InstantSource now) {
        this.attachments = attachments;
        this.transaction = transaction;
        this.now = now;
    }

    /** A body that may name attachments. */
    public sealed interface Naming {
        /** @param ids of what it names */
        record Complete(JsonNode body, Set<String> ids) implements Naming {}

        record Unknown(Problem problem) implements Naming {}
    }

    private record Place(String pointer, ObjectNode node) {
        /** Empty if there is none. */
        String id() {
            return node.path("id").asString("");
        }
    }

    /** Fills in what we know of the files that are named. What is no object is left to whoever checks the form. */
    public Naming complete(CommandType type, JsonNode body, Caller caller, Locale language) {
        List<Place> places = places(type, body);
        if (places.isEmpty()) {
            return new Naming.Complete(body, Set.of());
        }
        Set<String> ids = places.stream().map(Place::id).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, Attachment> known =
                attachments
                        .ofCaller(
                                caller,
                                ids.stream()
                                        .filter(id -> ID.matcher(id).matches())
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Attachment::id, Function.identity()));
        List<FieldError> faults = new ArrayList<>();
        for (Place place : places) {
            Attachment attachment = known.get(place.id());
            if (attachment == null) {
                faults.add(new FieldError(place.pointer() + "/id", unknown(place.id(), language)));
            } else {
                place.node().setAll((ObjectNode) Json.MAPPER.<JsonNode>valueToTree(attachment));
            }
        }
        return faults.isEmpty()
                ? new Naming.Complete(body, ids)
                : new Naming.Unknown(problem(faults.size()).withErrors(faults));
    }

    /**
     * The files stay from now on.
     *
     * @return false if one of them has gone in the meantime; then nothing has changed
     */
    public boolean claim(Caller caller, Collection<String> ids) {
        if (ids.isEmpty()) {
            return true;
        }
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean all = attachments.claim(caller, ids, now.instant().truncatedTo(ChronoUnit.MICROS)) == ids.size();
            if (!all) {
                status.setRollbackOnly();
            }
            return all;
        }));
    }

    /** For a file that was there a moment ago. */
    public static Problem gone() {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "unknown-attachment",
                "A file was not named in time and is gone; please upload it again.",
                "有附件因长时间未提交已被清理，请重新上传。");
    }

    private static Problem problem(int count) {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "unknown-attachment",
                "%d attachment%s not known.".formatted(count, count == 1 ? " is" : "s are"),
                "有 %d 个附件不存在。".formatted(count));
    }

    private static String unknown(String id, Locale language) {
        boolean chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
        if (id.isEmpty()) {
            return chinese ? "必填：请填写上传后得到的附件 id。" : "This is required: the id that the upload gave.";
        }
        return chinese
                ? "您没有上传过该附件，或已被清理，请重新上传。"
                : "You have uploaded no such file, or it is gone; please upload it again.";
    }

    private static List<Place> places(CommandType type, JsonNode body) {
        List<Place> places = new ArrayList<>();
        for (String field : fieldsOf(type)) {
            if (body.path(field) instanceof ArrayNode list) {
                for (int index = 0; index < list.size(); index++) {
                    if (list.get(index) instanceof ObjectNode node) {
                        places.add(new Place("/" + field + "/" + index, node));
                    }
                }
            }
        }
        return places;
    }

    /** The fields of such a command in which attachments are named. */
    public static List<String> fieldsOf(CommandType type) {
        return AttachmentLists.namesIn(type.recordType());
    }
}
