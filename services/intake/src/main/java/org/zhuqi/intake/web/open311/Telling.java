package org.zhuqi.intake.web.open311;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.FieldKind;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.catalogue.CatalogueEntry.Field;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.intake.application.open311.Filing;
import org.zhuqi.intake.application.open311.Services;
import org.zhuqi.intake.application.open311.ToldRequest;
import org.zhuqi.intake.domain.open311.ServiceRequest;
import org.zhuqi.intake.domain.open311.Submission;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.directory.KnownDirectory;

/** Items and tickets in the words of GeoReport v2, in the language of whoever asks. Never a person. */
final class Telling {
    private static final DateTimeFormatter W3 = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    private final boolean chinese;

    Telling(boolean chinese) {
        this.chinese = chinese;
    }

    Map<String, @Nullable Object> service(CatalogueEntry item) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("service_code", item.item().text());
        said.put("service_name", text(item.name(), item.nameEn()));
        said.put("description", text(item.description(), item.descriptionEn()));
        said.put("metadata", !Services.attributes(item).isEmpty());
        said.put("type", "realtime");
        said.put("keywords", String.join(", ", item.keywords()));
        said.put("group", item.category());
        return said;
    }

    Map<String, @Nullable Object> definition(CatalogueEntry item) {
        List<Object> attributes = new ArrayList<>();
        for (Field field : Services.attributes(item)) {
            attributes.add(attribute(field, attributes.size() + 1));
        }
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("service_code", item.item().text());
        said.put("attributes", attributes);
        return said;
    }

    private Map<String, @Nullable Object> attribute(Field field, int order) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("variable", true);
        said.put("code", field.key());
        said.put("datatype", datatype(field.kind()));
        said.put("required", field.required());
        said.put("datatype_description", datatypeDescription(field));
        said.put("order", order);
        said.put("description", text(field.label(), field.labelEn()));
        if (!field.choices().isEmpty()) {
            said.put(
                    "values",
                    field.choices().stream()
                            .map(choice -> {
                                Map<String, @Nullable Object> value = new LinkedHashMap<>();
                                value.put("key", choice.value());
                                value.put("name", text(choice.label(), choice.labelEn()));
                                return value;
                            })
                            .toList());
        }
        return said;
    }

    private @Nullable String datatypeDescription(Field field) {
        List<String> parts = new ArrayList<>();
        if (field.help() != null) {
            parts.add(field.help());
        }
        if (field.unit() != null) {
            parts.add((chinese ? "单位：" : "in ") + field.unit());
        }
        if (field.min() != null) {
            parts.add((chinese ? "不少于 " : "at least ") + field.min().toPlainString());
        }
        if (field.max() != null) {
            parts.add((chinese ? "不超过 " : "at most ") + field.max().toPlainString());
        }
        return parts.isEmpty() ? null : String.join(chinese ? "；" : "; ", parts);
    }

    private static String datatype(FieldKind kind) {
        return switch (kind) {
            case TEXT -> "string";
            case LONG_TEXT -> "text";
            case NUMBER -> "number";
            case DATE -> "datetime";
            case CHOICE -> "singlevaluelist";
            case CHOICES -> "multivaluelist";
            case FILE -> throw new IllegalStateException("files are not offered");
        };
    }

    /**
     * @param item null if the menu has forgotten it
     * @param filing null if it was not filed by Open311
     */
    Map<String, @Nullable Object> request(
            ToldRequest told, @Nullable CatalogueEntry item, @Nullable Filing filing, KnownDirectory directory) {
        ServiceRequest request = told.request();
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("service_request_id", request.number().text());
        said.put("status", request.isClosed() ? "closed" : "open");
        said.put("status_notes", notes(request));
        said.put("service_name", item == null ? request.item().text() : text(item.name(), item.nameEn()));
        said.put("service_code", request.item().text());
        said.put("description", description(request, filing));
        said.put(
                "agency_responsible",
                request.lead() == null
                        ? null
                        : directory
                                .unit(request.lead())
                                .map(DirectoryEntry.Unit::name)
                                .orElse(request.lead().text()));
        said.put("service_notice", null);
        said.put("requested_datetime", time(request.requestedAt()));
        said.put("updated_datetime", time(request.updatedAt()));
        said.put("expected_datetime", told.due() == null ? null : time(told.due()));
        said.put("address", filing == null ? null : filing.place().address());
        said.put("address_id", filing == null ? null : filing.place().addressId());
        said.put("zipcode", null);
        said.put("lat", filing == null ? null : filing.place().latitude());
        said.put("long", filing == null ? null : filing.place().longitude());
        said.put("media_url", filing == null ? null : filing.mediaUrl());
        return said;
    }

    private String notes(ServiceRequest request) {
        String state = chinese ? request.state().zh() : request.state().en();
        return request.notes() == null ? state : state + (chinese ? "：" : ": ") + request.notes();
    }

    /** As it was sent: where it is and what to look at have members of their own here. */
    private static String description(ServiceRequest request, @Nullable Filing filing) {
        String below = filing == null ? "" : Submission.below(filing.place(), filing.mediaUrl());
        return request.description().endsWith(below)
                ? request.description().substring(0, request.description().length() - below.length())
                : request.description();
    }

    /** In local time, as people there read it; to the second, as the w3 note has it. */
    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .atZone(CalendarRules.CHINA)
                .toOffsetDateTime()
                .format(W3);
    }

    private @Nullable String text(@Nullable String zh, @Nullable String en) {
        return chinese || en == null ? zh : en;
    }
}
