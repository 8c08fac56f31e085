package org.zhuqi.allinone.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.security.Door;
import org.zhuqi.platform.security.Doors;
import tools.jackson.databind.JsonNode;

/**
 * One line of the OpenAPI document.
 *
 * @param path with its parameters in braces
 * @param roles who may; empty: nobody is asked who he is
 * @param body null: it takes none
 */
record Operation(
        String method,
        String path,
        List<Parameter> parameters,
        Set<String> roles,
        @Nullable Body body) {

    /** @param in {@code path}, {@code query} or {@code header} */
    record Parameter(String name, String in, boolean required, JsonNode schema, String description) {}

    record Body(List<String> types, JsonNode schema) {}

    String name() {
        return method + " " + path;
    }

    boolean isWrite() {
        return !method.equals("GET");
    }

    /** The same for all names of its parameters: two operations on one thing may call it differently. */
    String shape() {
        return shape(path);
    }

    static String shape(String path) {
        return path.replaceAll("\\{[^}]+}", "{}");
    }

    /** All that the document tells of, and the doors of the table that it leaves out. */
    static List<Operation> of(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        Set<String> told = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(each -> {
                    Operation operation = one(each.getKey().toUpperCase(Locale.ROOT), path.getKey(), each.getValue());
                    operations.add(operation);
                    told.add(operation.method + " " + operation.shape());
                }));
        for (Door door : Doors.TABLE) {
            String path = door.path().getPatternString();
            String name = door.method().name() + " " + shape(path);
            if (!told.contains(name) && !path.endsWith("{command}")) {
                operations.add(new Operation(door.method().name(), path, List.of(), Set.of(), null));
            }
        }
        return List.copyOf(operations);
    }

    private static Operation one(String method, String path, JsonNode node) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : node.path("parameters")) {
            parameters.add(new Parameter(
                    parameter.path("name").asString(""),
                    parameter.path("in").asString(""),
                    parameter.path("required").asBoolean(false),
                    parameter.path("schema"),
                    parameter.path("description").asString("")));
        }
        Set<String> roles = new TreeSet<>();
        node.path("x-zhuqi-roles").forEach(role -> roles.add(role.asString("")));
        JsonNode content = node.path("requestBody").path("content");
        Body body = null;
        if (content.isObject() && !content.isEmpty()) {
            body = new Body(
                    List.copyOf(content.propertyNames()),
                    content.properties().iterator().next().getValue().path("schema"));
        }
        return new Operation(method, path, List.copyOf(parameters), roles, body);
    }
}
