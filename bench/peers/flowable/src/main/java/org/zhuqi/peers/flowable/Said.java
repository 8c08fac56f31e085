package org.zhuqi.peers.flowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the actors write: the bodies that the bench sends to the others, as variables of the process. */
final class Said {
    private final Map<String, List<Map<String, Object>>> variants = new HashMap<>();

    private Said() {}

    /** @param file a line for each: the step, a tabulator, the body as JSON */
    static Said in(Path file) throws IOException {
        Said said = new Said();
        JsonMapper json = JsonMapper.shared();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", 2);
            Map<String, Object> variables = new LinkedHashMap<>();
            json.readValue(parts[1], new TypeReference<Map<String, Object>>() {})
                    .forEach((name, value) -> {
                        if (value != null) {
                            variables.put(variable(parts[0], name), value);
                        }
                    });
            said.variants.computeIfAbsent(parts[0], step -> new ArrayList<>()).add(Map.copyOf(variables));
        }
        if (!said.variants.keySet().containsAll(FlowableTickets.STEPS)) {
            throw new IOException("%s has only %s".formatted(file, said.variants.keySet()));
        }
        return said;
    }

    /** Several steps say something of the same name. What the process itself asks for keeps a plain one. */
    private static String variable(String step, String name) {
        if (name.equals("lead")) {
            return "unit";
        }
        return step.equals("submit") ? name : step + "-" + name;
    }

    Map<String, Object> any(String step) {
        List<Map<String, Object>> some = variants.getOrDefault(step, List.of());
        return some.get(ThreadLocalRandom.current().nextInt(some.size()));
    }
}
