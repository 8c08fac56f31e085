package org.zhuqi.allinone.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;

/**
 * A small story through the public API: two enterprises of Qiantang and one of Shangyu, a few units, and a ticket in every
 * state. Every step has its own idempotency key, so telling the story again to the same installation changes nothing.
 */
public final class Demo {
    private final String address;
    private final Function<Account, String> tokens;
    private final HttpClient http = Api.newClient();
    private final Map<String, Api> callers = new HashMap<>();
    private int steps;

    /** @param tokens gives an account its access token */
    public Demo(String address, Function<Account, String> tokens) {
        this.address = address;
        this.tokens = tokens;
    }

    /** @return how many steps were taken */
    public int tell() throws IOException, InterruptedException {
        qiantang();
        shangyu();
        return steps;
    }

    private void qiantang() throws IOException, InterruptedException {
        String enterprise = "qt-enterprise";
        String second = "qt-enterprise-2";
        String coordinator = "qt-coordinator";
        String zrzy = "qt-handler-zrzy";
        String rsj = "qt-handler-rsj";

        ticket("waiting", enterprise, "qt-yd", "厂房二期用地红线调整", "二期厂房与市政道路红线有约 2 米重叠，请协调调整红线或道路断面。");

        String whole = ticket("whole", enterprise, "qt-yd", "新建厂房不动产权证办理", "厂房已竣工验收，银行贷款需要不动产权证，请协助加快办理。");
        step(
                coordinator,
                whole,
                "dispatch",
                Map.of("lead", "qt-zrzy", "assistants", new String[] {"qt-zjj"}, "difficulty", "GENERAL"));
        step(zrzy, whole, "accept", Map.of("note", "已与企业联系，资料今日核对。"));
        step(zrzy, whole, "record-progress", Map.of("note", "测绘成果已审核，等待住建局提供竣工备案表。"));
        step("qt-handler-zjj", whole, "sign-off", Map.of("note", "竣工备案表已提供。"));
        step(zrzy, whole, "answer", Map.of("outcome", "SOLVED", "text", "不动产权证已办结，可至区行政服务中心领取。"));
        step(enterprise, whole, "confirm", Map.of("comment", "证已拿到，谢谢。"));
        step(enterprise, whole, "rate", Map.of("satisfaction", "SATISFIED"));

        String accepted = ticket("progress", second, "qt-yg", "旺季用工缺口 60 人", "8 月起缺 60 名装配工，请协助对接职业院校与劳务协作地。");
        step(coordinator, accepted, "dispatch", Map.of("lead", "qt-rsj"));
        step(rsj, accepted, "accept", Map.of());
        step(rsj, accepted, "record-progress", Map.of("note", "已联系两所职业院校，下周举行专场招聘。"));

        String dispatched = ticket("dispatched", second, "qt-sb", "社保补贴到账进度", "一季度稳岗补贴尚未到账，请协助查询。");
        step(coordinator, dispatched, "dispatch", Map.of("lead", "qt-rsj", "difficulty", "SIMPLE"));

        String objected = ticket("objected", enterprise, "qt-hp", "环评登记表填报咨询", "新增一条涂装线，应填登记表还是报告表？");
        step(coordinator, objected, "dispatch", Map.of("lead", "qt-zrzy"));
        step(
                zrzy,
                objected,
                "object",
                Map.of("ground", "NOT_COMPETENT", "reason", "环评属生态环境分局职责。", "proposedUnit", "qt-sthj"));

        String suspended = ticket("suspended", second, "qt-zz", "特种设备使用登记", "新购 3 台叉车需办理使用登记。");
        step(coordinator, suspended, "dispatch", Map.of("lead", "qt-rsj"));
        step(coordinator, suspended, "redispatch", Map.of("lead", "qt-zjj", "reason", "派单有误"));
        step("qt-handler-zjj", suspended, "accept", Map.of());
        step("qt-handler-zjj", suspended, "suspend", Map.of("reason", "WAITING_FOR_ENTERPRISE", "note", "请补充叉车合格证。"));

        String answered = ticket("answered", enterprise, "qt-rc", "高层次人才子女就学", "引进博士 2 名，子女需就近入学。");
        step(coordinator, answered, "dispatch", Map.of("lead", "qt-rsj"));
        step(rsj, answered, "accept", Map.of());
        step(rsj, answered, "answer", Map.of("outcome", "PARTLY", "text", "一名已安排入学，另一名待下学期。", "reason", "学位已满"));

        String disputed = ticket("disputed", second, "qt-rz", "设备更新贷款贴息", "已购设备 1200 万元，贴息申请被退回。");
        step(coordinator, disputed, "dispatch", Map.of("lead", "qt-rsj"));
        step(rsj, disputed, "accept", Map.of());
        step(rsj, disputed, "answer", Map.of("outcome", "EXPLAINED", "text", "申报目录已调整，请对照新目录。"));
        step(second, disputed, "dispute", Map.of("reason", "新目录包含该设备，请重新核对。"));
        step(coordinator, disputed, "mark-hard", Map.of("reason", "涉及多部门政策口径"));
        step(rsj, disputed, "request-extension", Map.of("until", "2030-01-10T09:00:00Z", "reason", "需市级部门确认口径"));

        String call = ticket("call", enterprise, "qt-kj", "高温密封件寿命不足", "现有密封件 300 小时失效，希望团队揭榜攻关至 1000 小时。");
        step(coordinator, call, "publish", Map.of("terms", "1000 小时台架试验不失效", "until", "2030-06-30"));

        String declined = ticket("declined", second, "qt-qt", "要求政府代为催收货款", "客户拖欠货款 80 万元。");
        step(
                coordinator,
                declined,
                "decline",
                Map.of("ground", "IN_LEGAL_PROCEEDINGS", "reason", "已进入诉讼程序，请通过法院主张权利。"));

        String withdrawn = ticket("withdrawn", second, "qt-dl", "临时停电补偿", "昨日停电 2 小时。");
        step(second, withdrawn, "withdraw", Map.of("reason", "供电公司已当面解决。"));

        String merged = ticket("merged", enterprise, "qt-hp", "涂装线环评手续怎么办", "新增涂装线，环评该填哪张表？");
        step(coordinator, merged, "merge", Map.of("into", objected, "reason", "同一企业同一事项，一并答复"));

        String filed = submit(
                "filed",
                "qt-officer",
                Map.of(
                        "enterprise", "qt-ent-002",
                        "item", "qt-fl",
                        "title", "走访发现：合同文本法律体检",
                        "description", "走访中企业提出希望安排一次合同法律体检。"));
        step(coordinator, filed, "dispatch", Map.of("lead", "qt-rsj", "note", "请司法局公共法律服务中心协助。"));
    }

    private void shangyu() throws IOException, InterruptedException {
        String ticket = ticket("sy-1", "sy-enterprise", "sy-wl", "危化品运输车辆限行时段", "原料运输车夜间限行影响投料，请协调通行证。");
        step("sy-coordinator", ticket, "dispatch", Map.of("lead", "sy-jxj"));
        step("sy-handler", ticket, "accept", Map.of("note", "链长办已牵头交通部门对接。"));
    }

    private String ticket(String name, String account, String item, String title, String description)
            throws IOException, InterruptedException {
        return submit(name, account, Map.of("item", item, "title", title, "description", description));
    }

    private String submit(String name, String account, Map<String, Object> body)
            throws IOException, InterruptedException {
        Answer answer = caller(account).post("/api/v1/tickets", body, Map.of("Idempotency-Key", "demo-" + name));
        return done("submit " + name, answer).text("ticketId");
    }

    private void step(String account, String ticket, String command, Map<String, Object> body)
            throws IOException, InterruptedException {
        done(command, caller(account).command(ticket, command, body, "demo-" + ticket + "-" + command + "-" + account));
    }

    private Answer done(String what, Answer answer) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException(
                    "the demo's step '%s' was answered %d: %s".formatted(what, answer.status(), answer.text("detail")));
        }
        steps++;
        return answer;
    }

    private Api caller(String name) {
        return callers.computeIfAbsent(name, known -> {
            Account account = Account.named(known)
                    .orElseThrow(() -> new IllegalStateException("no development account " + known));
            return new Api(http, address, tokens.apply(account));
        });
    }
}
