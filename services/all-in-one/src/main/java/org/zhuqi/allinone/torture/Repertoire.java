package org.zhuqi.allinone.torture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What callers know to do: commands by the state in which they may make sense, and who sends them. */
final class Repertoire {
    private static final String ENTERPRISE = "qt-enterprise";
    private static final String COORDINATOR = "qt-coordinator";
    private static final List<String> UNITS = List.of("qt-rsj", "qt-zrzy");

    private static final Map<String, List<String>> FITTING = Map.ofEntries(
            Map.entry(
                    "SUBMITTED",
                    List.of(
                            "dispatch",
                            "dispatch",
                            "dispatch",
                            "amend",
                            "decline",
                            "publish",
                            "withdraw",
                            "escalate",
                            "merge")),
            Map.entry("OPEN_CALL", List.of("claim", "claim", "dispatch", "withdraw")),
            Map.entry(
                    "DISPATCHED",
                    List.of("accept", "accept", "accept", "object", "redispatch", "withdraw", "escalate", "merge")),
            Map.entry("OBJECTED", List.of("uphold", "overrule", "escalate")),
            Map.entry(
                    "IN_PROGRESS",
                    List.of(
                            "record-progress",
                            "answer",
                            "answer",
                            "suspend",
                            "request-extension",
                            "grant-extension",
                            "refuse-extension",
                            "mark-hard",
                            "redispatch",
                            "escalate",
                            "withdraw",
                            "merge")),
            Map.entry("SUSPENDED", List.of("resume", "provide-information", "withdraw")),
            Map.entry("ANSWERED", List.of("confirm", "confirm", "dispute", "close")),
            Map.entry("CLOSED", List.of("rate", "rate", "reopen")),
            Map.entry("MERGED", List.of("unmerge")),
            Map.entry("DECLINED", List.of("appeal")),
            Map.entry("WITHDRAWN", List.of("dispatch")));

    private static final List<String> ALL =
            FITTING.values().stream().flatMap(List::stream).distinct().sorted().toList();

    private Repertoire() {}

    record Act(String account, String command, Map<String, Object> body) {}

    static Act submission(Random random) {
        return new Act(
                ENTERPRISE,
                "submit",
                Map.of(
                        "item",
                        random.nextBoolean() ? "qt-yg" : "qt-yd",
                        "title",
                        "压力下的诉求单",
                        "description",
                        "第 " + random.nextInt(1_000_000) + " 件"));
    }

    /**
     * @param state as far as the caller knows
     * @param lead as far as the caller knows
     * @param another a ticket into which it could be merged
     */
    static Act on(String state, @Nullable String lead, @Nullable String another, Random random) {
        List<String> fitting = random.nextInt(10) < 8 ? FITTING.getOrDefault(state, ALL) : ALL;
        String command = fitting.get(random.nextInt(fitting.size()));
        if (command.equals("merge") && another == null) {
            command = "escalate";
        }
        String unit = UNITS.get(random.nextInt(UNITS.size()));
        String handler = "qt-handler-" + (lead == null ? unit : lead).substring(3);
        Map<String, Object> body = new HashMap<>();
        String account = switch (command) {
            case "amend" -> {
                body.put("description", "补充：" + random.nextInt(1000));
                yield ENTERPRISE;
            }
            case "dispatch" -> {
                body.put("lead", unit);
                yield COORDINATOR;
            }
            case "redispatch" -> {
                body.put("lead", unit);
                body.put("reason", "改派");
                yield COORDINATOR;
            }
            case "publish" -> {
                body.put("terms", "解决即可");
                yield COORDINATOR;
            }
            case "decline" -> {
                body.put("ground", "IN_LEGAL_PROCEEDINGS");
                body.put("reason", "已进入诉讼");
                yield COORDINATOR;
            }
            case "merge" -> {
                body.put("into", String.valueOf(another));
                yield COORDINATOR;
            }
            case "claim" -> {
                body.put("unit", handler.replace("handler-", ""));
                body.put("plan", "一周内解决");
                yield handler;
            }
            case "object" -> {
                body.put("ground", "NOT_COMPETENT");
                body.put("reason", "不属本单位职责");
                yield handler;
            }
            case "overrule" -> {
                body.put("reason", "属你单位职责");
                yield COORDINATOR;
            }
            case "record-progress" -> {
                body.put("note", "进展 " + random.nextInt(1000));
                yield handler;
            }
            case "suspend" -> {
                body.put("reason", "WAITING_FOR_ENTERPRISE");
                body.put("note", "请补充材料");
                yield handler;
            }
            case "provide-information" -> {
                body.put("information", "材料已补");
                yield ENTERPRISE;
            }
            case "request-extension" -> {
                body.put("until", "2099-01-10T09:00:00Z");
                body.put("reason", "需上级确认");
                yield handler;
            }
            case "refuse-extension" -> {
                body.put("reason", "理由不足");
                yield COORDINATOR;
            }
            case "escalate" -> {
                body.put("level", random.nextBoolean() ? "DISTRICT_OFFICE" : "DISTRICT_LEADER");
                body.put("reason", "久拖未决");
                yield COORDINATOR;
            }
            case "mark-hard" -> {
                body.put("reason", "涉及多部门");
                yield COORDINATOR;
            }
            case "answer" -> {
                body.put("outcome", "SOLVED");
                body.put("text", "已办结");
                yield handler;
            }
            case "dispute" -> {
                body.put("reason", "没有解决");
                yield ENTERPRISE;
            }
            case "close" -> {
                body.put("cause", "CALL_BACK");
                yield COORDINATOR;
            }
            case "rate" -> {
                body.put("satisfaction", random.nextBoolean() ? "SATISFIED" : "DISSATISFIED");
                yield ENTERPRISE;
            }
            case "reopen", "unmerge" -> {
                body.put("reason", "再看一次");
                yield COORDINATOR;
            }
            case "appeal" -> {
                body.put("reason", "请再考虑");
                yield ENTERPRISE;
            }
            case "uphold", "grant-extension" -> COORDINATOR;
            case "confirm", "withdraw" -> ENTERPRISE;
            case "accept", "resume" -> handler;
            default -> throw new IllegalStateException(command);
        };
        return new Act(account, command, Map.copyOf(body));
    }

    /** All who send anything. */
    static List<String> accounts() {
        return List.of(ENTERPRISE, COORDINATOR, "qt-handler-rsj", "qt-handler-zrzy");
    }
}
