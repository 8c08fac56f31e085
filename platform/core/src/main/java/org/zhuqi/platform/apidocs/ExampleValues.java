package org.zhuqi.platform.apidocs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a field of a name usually holds: the same word means the same thing all over the interface. */
final class ExampleValues {
    private static final String SOMETHING = "text";
    private static final Map<String, String> BY_NAME = Map.<String, String>ofEntries(
            Map.entry("account", "qt-officer"),
            Map.entry("address", "杭州市钱塘区金沙大道 600 号"),
            Map.entry("amount", "300 万元"),
            Map.entry("assistant", "qt-jrb"),
            Map.entry("at", "2023-04-10T01:12:00Z"),
            Map.entry("by", "qt-coordinator"),
            Map.entry("calendar", "mainland"),
            Map.entry("category", "用地"),
            Map.entry("chain", "qt-semiconductor"),
            Map.entry("chair", "陈副区长"),
            Map.entry("changedby", "qt-admin"),
            Map.entry("clock", "1/answer/TICKET"),
            Map.entry("command", "dispatch"),
            Map.entry("committee", "qt-semiconductor-committee"),
            Map.entry("contact", "a-7f3k2m9q"),
            Map.entry("creditcode", "91330100MA2XXXXX00"),
            Map.entry("defaultunit", "qt-zrzy"),
            Map.entry("description", "竣工半年，仍不能办证，银行贷款需要。"),
            Map.entry("descriptionen", "Finished half a year ago, and still without a certificate."),
            Map.entry("detail", "The title is missing."),
            Map.entry("district", "QT"),
            Map.entry("door", "GET /api/v1/directory/persons/{id}"),
            Map.entry("en", "Land and planning"),
            Map.entry("enterprise", "qt-ent-001"),
            Map.entry("enterprisename", "杭州示例微电子有限公司"),
            Map.entry("event", "dispatched"),
            Map.entry("evidence", "不动产权证"),
            Map.entry("expected", "2 working days"),
            Map.entry("figure", "received"),
            Map.entry("filename", "规划核实意见.pdf"),
            Map.entry("findings", "设备已到厂，用电增容未批。"),
            Map.entry("fingerprint", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            Map.entry("from", "2023-04-01"),
            Map.entry("handler", "qt-handler-zrzy"),
            Map.entry("hash", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            Map.entry("id", "qt-zrzy"),
            Map.entry("idornumber", "QT-2023-000042"),
            Map.entry("if-match", "\"3\""),
            Map.entry("idempotency-key", "5f1c9a52-7e64-4f9e-9d0b-2f0c6a3f7d11"),
            Map.entry("item", "qt-yd"),
            Map.entry("key", "received"),
            Map.entry("keyword", "不动产权证"),
            Map.entry("label", "意向贷款金额"),
            Map.entry("labelen", "Amount wanted"),
            Map.entry("language", "zh-CN"),
            Map.entry("lead", "qt-zrzy"),
            Map.entry("leader", "陈副区长"),
            Map.entry("leadunit", "qt-zrzy"),
            Map.entry("leadenterprise", "qt-ent-001"),
            Map.entry("login", "chen.coordinator"),
            Map.entry("mail", "z***@example.cn"),
            Map.entry("mediatype", "application/pdf"),
            Map.entry("name", "规划和自然资源分局"),
            Map.entry("nameen", "Branch of Planning and Natural Resources"),
            Map.entry("next", "eyJhIjoxfQ"),
            Map.entry("note", "已约企业周三现场踏勘。"),
            Map.entry("number", "QT-2023-000042"),
            Map.entry("office", "qt-hezhuang-office"),
            Map.entry("officer", "qt-officer"),
            Map.entry("outcome", "SOLVED"),
            Map.entry("path", "/api/v1/tickets"),
            Map.entry("person", "陈*"),
            Map.entry("phone", "138****0000"),
            Map.entry("place", "qt-hezhuang"),
            Map.entry("pointer", "/title"),
            Map.entry("policy", "135-tiered"),
            Map.entry("policyversion", "135-tiered@1"),
            Map.entry("position", "处长"),
            Map.entry("price", "面议"),
            Map.entry("purpose", "了解用地需求"),
            Map.entry("quantity", "10 吨"),
            Map.entry("reason", "不属于本单位职责。"),
            Map.entry("region", "杭州市"),
            Map.entry("roleZh", "承办人"),
            Map.entry("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            Map.entry("shortname", "规资"),
            Map.entry("stage", "answer"),
            Map.entry("stagezh", "办结答复"),
            Map.entry("text", "已办结，请凭回执到窗口领取。"),
            Map.entry("time", "08:30"),
            Map.entry("title", "厂房二期不动产权证"),
            Map.entry("to", "2023-04-30"),
            Map.entry("topic", "zhuqi.ticket.commands"),
            Map.entry("type", "urn:zhuqi:problem:wrong-state"),
            Map.entry("unit", "qt-zrzy"),
            Map.entry("version", "1"),
            Map.entry("within", "5 working days"),
            Map.entry("zh", "用地规划"),
            Map.entry("zone", "Asia/Shanghai"));
    private static final Set<String> USUALLY = Set.of("active", "working", "published", "sound", "whole", "confirmed");

    private ExampleValues() {}

    static String text(String name, @Nullable String format) {
        return switch (format == null ? "" : format) {
            case "uuid" -> "018768b8-6a28-7dba-af26-33312f7f20a2";
            case "date-time" -> "2023-04-10T01:12:00Z";
            case "date" -> name.equals("to") || name.endsWith("ntil") ? "2023-04-30" : "2023-04-10";
            case "uri" -> "https://zhuqi.example.cn/";
            case "email" -> "service@example.cn";
            case "byte", "binary" -> "";
            default -> BY_NAME.getOrDefault(name.toLowerCase(Locale.ROOT), SOMETHING);
        };
    }

    static BigDecimal whole(String name) {
        return switch (name) {
            case "year" -> new BigDecimal(2023);
            case "limit" -> new BigDecimal(50);
            case "status" -> new BigDecimal(409);
            case "size" -> new BigDecimal(48_213);
            default -> new BigDecimal(3);
        };
    }

    static boolean isUsually(String name) {
        return USUALLY.contains(name);
    }

    /** An annotation's example is read as a number if it looks like one, whatever the field is. */
    static JsonNode fitting(Schema<?> schema, Object example) {
        boolean text = "string".equals(schema.getType())
                || (schema.getTypes() != null && schema.getTypes().contains("string"));
        JsonNode node = node(example);
        return text && !node.isTextual() ? JsonNodeFactory.instance.textNode(node.asText()) : node;
    }

    static JsonNode node(Object value) {
        return value instanceof JsonNode node ? node : Json31.mapper().valueToTree(value);
    }
}
