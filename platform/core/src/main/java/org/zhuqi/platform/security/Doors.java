package org.zhuqi.platform.security;

import static org.springframework.http.HttpMethod.*;
import static org.zhuqi.contracts.lifecycle.Role.*;
import static org.zhuqi.platform.security.Door.door;
import static org.zhuqi.platform.security.Reach.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Role;

/**
 * The one table of who may use which address, and how far it reaches. What no line names is closed. The security chain
 * asks it at every request, the OpenAPI document shows it, {@code docs/security.md} prints it, and the test of the matrix
 * tries every line with every role.
 *
 * <p>A new endpoint is one line here, one line in the matrix test's samples and the regenerated document. What a parameter
 * decides, such as the unit of a handler, is decided behind the door.
 */
public final class Doors {
    private static final Set<Role> EVERYBODY = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(SYSTEM)));
    private static final Set<Role> WHO_KNOW_ENTERPRISES =
            by(ENTERPRISE, OFFICER, HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, ADMIN);
    private static final Set<Role> WHO_MATCH = by(ENTERPRISE, OFFICER, COORDINATOR, SUPERVISOR, AUDITOR, ADMIN);
    /** Enterprises and officers learn of meetings about tickets of their own. */
    private static final Set<Role> WHO_MEET =
            by(ENTERPRISE, OFFICER, HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, IMPORTER);

    private static final Set<Role> WHO_CALL_MEETINGS = by(COORDINATOR, SUPERVISOR, IMPORTER);
    private static final Set<Role> WHO_WATCH = by(OFFICER, HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, ADMIN);
    /** A coordinator only if the right is not narrowed, which is looked at behind the door. */
    private static final Set<Role> WHO_RECOMPUTE = by(COORDINATOR, SUPERVISOR, AUDITOR, ADMIN);

    private static final Set<Role> WHO_HAVE_REPORTS_MADE = by(COORDINATOR, SUPERVISOR, ADMIN);
    /** Who might decide the same thing at the same time. */
    private static final Set<Role> WHO_WORK = by(OFFICER, COORDINATOR, HANDLER, SUPERVISOR);

    private static final Set<Role> NOBODY_ASKED = Set.of();

    // spotless:off
    public static final List<Door> TABLE = List.of(
        //   method  path                                        who may                                                     how far        to …                                     可以……
        door(GET,    "/actuator/health",                         NOBODY_ASKED,                                               PUBLIC,        "see whether the system is healthy",     "查看系统状态"),
        door(GET,    "/actuator/health/*",                       NOBODY_ASKED,                                               PUBLIC,        "see whether the system is healthy",     "查看系统状态"),
        door(GET,    "/v3/api-docs",                             NOBODY_ASKED,                                               PUBLIC,        "read the description of this API",      "查看接口文档"),
        door(GET,    "/",                                        NOBODY_ASKED,                                               PUBLIC,        "see the pages",                         "打开页面"),
        door(GET,    "/app",                                     NOBODY_ASKED,                                               PUBLIC,        "see the pages",                         "打开页面"),
        door(GET,    "/app/**",                                  NOBODY_ASKED,                                               PUBLIC,        "see the pages",                         "打开页面"),
        door(GET,    "/signed-in",                               NOBODY_ASKED,                                               PUBLIC,        "come back from the login",              "登录后返回"),
        // The address itself is the secret: calendar programs cannot log in.
        door(GET,    "/feeds/{file}",                            NOBODY_ASKED,                                               PUBLIC,        "read a feed whose address you know",    "读取日历订阅"),
        // So is this one: an enterprise answers from its mail, once.
        door(GET,    "/links/{secret}",                          NOBODY_ASKED,                                               PUBLIC,        "answer by a link whose address you know", "通过邮件链接答复"),
        door(POST,   "/links/{secret}",                          NOBODY_ASKED,                                               PUBLIC,        "answer by a link whose address you know", "通过邮件链接答复"),
        // Shows the key of the installation: the service that sends mails, where it is a process of its own.
        door(POST,   "/api/v1/directory/addresses",              NOBODY_ASKED,                                               PUBLIC,        "ask for addresses with the right key",  "凭密钥查询联系方式"),
        door(GET,    "/meeting-feeds/{file}",                    NOBODY_ASKED,                                               PUBLIC,        "read a feed whose address you know",    "读取日历订阅"),
        // Open311 GeoReport v2. Programs that speak it cannot log in: a key that an administrator issued says who they are.
        door(GET,    "/open311/v2/discovery.{format}",           NOBODY_ASKED,                                               PUBLIC,        "learn how Open311 is spoken here",        "读取 Open311 服务发现"),
        door(GET,    "/open311/v2/services.{format}",            NOBODY_ASKED,                                               PUBLIC,        "read the menu by Open311",                "通过 Open311 读取点单菜单"),
        door(GET,    "/open311/v2/services/{code}.{format}",     NOBODY_ASKED,                                               PUBLIC,        "read the menu by Open311",                "通过 Open311 读取点单菜单"),
        door(GET,    "/open311/v2/requests.{format}",            NOBODY_ASKED,                                               PUBLIC,        "follow requests by Open311, with a key",  "凭密钥通过 Open311 查看诉求"),
        door(POST,   "/open311/v2/requests.{format}",            NOBODY_ASKED,                                               PUBLIC,        "file requests by Open311, with a key",    "凭密钥通过 Open311 提交诉求"),
        door(GET,    "/open311/v2/requests/{id}.{format}",       NOBODY_ASKED,                                               PUBLIC,        "follow requests by Open311, with a key",  "凭密钥通过 Open311 查看诉求"),
        door(GET,    "/open311/v2/tokens/{token}.{format}",      NOBODY_ASKED,                                               PUBLIC,        "ask what became of a request whose token you have", "凭 token 查询诉求编号"),
        door(GET,    "/api/v1/open311-keys",                     by(ADMIN),                                                  DISTRICT,      "see who may speak Open311",               "查看 Open311 密钥"),
        door(POST,   "/api/v1/open311-keys",                     by(ADMIN),                                                  DISTRICT,      "issue keys for Open311",                  "发放 Open311 密钥"),
        door(DELETE, "/api/v1/open311-keys/{id}",                by(ADMIN),                                                  DISTRICT,      "revoke keys for Open311",                 "吊销 Open311 密钥"),

        door(GET,    "/api/v1/tickets",                          EVERYBODY,                                                  TICKETS,       "list tickets",                          "查看诉求单列表"),
        door(POST,   "/api/v1/tickets",                          Door.senders(CommandType.SUBMIT),                           ENTERPRISES,   "submit a ticket",                      "点单"),
        door(GET,    "/api/v1/tickets/{idOrNumber}",             EVERYBODY,                                                  TICKET,        "see a ticket",                          "查看诉求单"),
        door(GET,    "/api/v1/tickets/{idOrNumber}/timeline",    EVERYBODY,                                                  TICKET,        "see what happened to a ticket",         "查看办理过程"),
        door(GET,    "/api/v1/tickets/{idOrNumber}/clocks",      EVERYBODY,                                                  TICKET,        "see the clocks of a ticket",            "查看诉求单计时"),
        door(PUT,    "/api/v1/tickets/{idOrNumber}/presence",    WHO_WORK,                                                   TICKET,        "say that you look at a ticket",         "显示正在查看诉求单"),
        door(DELETE, "/api/v1/tickets/{idOrNumber}/presence",    WHO_WORK,                                                   TICKET,        "say that you look at a ticket",         "显示正在查看诉求单"),
        door(GET,    "/api/v1/audit/tickets/{idOrNumber}",       by(SUPERVISOR, AUDITOR, ADMIN),                             TICKET,        "look through the log of a ticket",      "核验诉求单日志"),
        door(GET,    "/api/v1/event-log/{file}",                 by(SUPERVISOR, AUDITOR, ADMIN),                             DISTRICT,      "export the event log for analysts",         "导出供分析的事件日志"),
        door(POST,   "/api/v1/tickets/{id}/{command}",           sendersOfAny(),                                             LIFECYCLE,     "send commands for a ticket",            "办理诉求单"),
        door(GET,    "/api/v1/commands/{id}",                    EVERYBODY,                                                  OWN,           "see what became of a command",          "查看操作结果"),
        door(GET,    "/api/v1/events/stream",                    EVERYBODY,                                                  TICKETS,       "follow what happens to tickets",        "接收实时更新"),
        door(GET,    "/api/v1/lifecycle",                        EVERYBODY,                                                  ANYONE,        "read the lifecycle",                    "查看流转表"),
        // Who sends nothing that a file could be attached to needs none.
        door(POST,   "/api/v1/attachments",                      by(ENTERPRISE, OFFICER, COORDINATOR, HANDLER),              DISTRICT,      "upload files",                          "上传附件"),
        door(GET,    "/api/v1/attachments/{id}",                 EVERYBODY,                                                  TICKET,        "see the files of a ticket",             "查看附件"),

        door(POST,   "/api/v1/imports",                          by(IMPORTER),                                               DISTRICT,      "import a history",                      "导入历史数据"),

        door(GET,    "/api/v1/catalogue",                        EVERYBODY,                                                  DISTRICT,      "see the menu",                          "查看点单菜单"),
        door(GET,    "/api/v1/catalogue/{item}",                 EVERYBODY,                                                  DISTRICT,      "see the menu",                          "查看点单菜单"),
        door(GET,    "/api/v1/catalogue/{item}/versions",        by(ADMIN, AUDITOR, COORDINATOR, SUPERVISOR),                DISTRICT,      "see what the menu was",                 "查看菜单历史版本"),
        // Whoever may see a ticket reads there what its form asked.
        door(GET,    "/api/v1/catalogue/{item}/versions/{version}", EVERYBODY,                                                  DISTRICT,      "see the menu",                          "查看点单菜单"),
        door(POST,   "/api/v1/catalogue",                        by(ADMIN),                                                  DISTRICT,      "change the menu",                       "修改点单菜单"),
        door(PUT,    "/api/v1/catalogue/{item}",                 by(ADMIN),                                                  DISTRICT,      "change the menu",                       "修改点单菜单"),

        door(GET,    "/api/v1/due",                              by(HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, ADMIN),       OWN_UNIT,      "see what is due",                       "查看到期清单"),
        door(GET,    "/api/v1/calendar-feeds",                   by(HANDLER, COORDINATOR, SUPERVISOR),                       OWN_UNIT,      "subscribe to due dates",                "订阅到期日历"),
        door(POST,   "/api/v1/calendar-feeds",                   by(HANDLER, COORDINATOR, SUPERVISOR),                       OWN_UNIT,      "subscribe to due dates",                "订阅到期日历"),
        door(DELETE, "/api/v1/calendar-feeds/{id}",              by(HANDLER, COORDINATOR, SUPERVISOR),                       OWN_UNIT,      "subscribe to due dates",                "订阅到期日历"),

        door(GET,    "/api/v1/notifications",                    EVERYBODY,                                                  OWN,           "read what you were told",               "查看消息"),
        door(GET,    "/api/v1/notifications/unread-count",       EVERYBODY,                                                  OWN,           "read what you were told",               "查看消息"),
        door(GET,    "/api/v1/notifications/stream",             EVERYBODY,                                                  OWN,           "read what you were told",               "查看消息"),
        door(POST,   "/api/v1/notifications/{id}/read",          EVERYBODY,                                                  OWN,           "read what you were told",               "查看消息"),
        door(POST,   "/api/v1/notifications/read-all",           EVERYBODY,                                                  OWN,           "read what you were told",               "查看消息"),
        door(GET,    "/api/v1/notifications/preferences",        EVERYBODY,                                                  OWN,           "choose what you are told",              "设置接收的消息"),
        door(PUT,    "/api/v1/notifications/preferences",        EVERYBODY,                                                  OWN,           "choose what you are told",              "设置接收的消息"),
        door(GET,    "/api/v1/notifications/deliveries",         by(ADMIN),                                                  DISTRICT,      "see what was sent",                     "查看消息发送记录"),
        door(POST,   "/api/v1/notifications/deliveries/{id}/retry", by(ADMIN),                                                  DISTRICT,      "send what failed once more",            "重发消息"),
        door(GET,    "/api/v1/notification-rules",               by(ADMIN, AUDITOR),                                         DISTRICT,      "see who is told what",                  "查看消息规则"),
        door(PUT,    "/api/v1/notification-rules",               by(ADMIN),                                                  DISTRICT,      "say who is told what",                  "修改消息规则"),
        door(GET,    "/api/v1/notification-rules/versions",      by(ADMIN, AUDITOR),                                         DISTRICT,      "see who is told what",                  "查看消息规则"),
        door(GET,    "/api/v1/notification-rules/versions/{version}", by(ADMIN, AUDITOR),                                         DISTRICT,      "see who is told what",                  "查看消息规则"),
        door(POST,   "/api/v1/notification-rules/preview",       by(ADMIN),                                                  DISTRICT,      "try who would be told what",            "预览消息规则"),
        door(GET,    "/api/v1/notification-robots",              by(ADMIN),                                                  DISTRICT,      "look after robots of DingTalk",         "管理钉钉机器人"),
        door(PUT,    "/api/v1/notification-robots/{group}",      by(ADMIN),                                                  DISTRICT,      "look after robots of DingTalk",         "管理钉钉机器人"),
        door(DELETE, "/api/v1/notification-robots/{group}",      by(ADMIN),                                                  DISTRICT,      "look after robots of DingTalk",         "管理钉钉机器人"),

        door(GET,    "/api/v1/metrics/definitions",              EVERYBODY,                                                   ANYONE,        "read what the figures mean", "查看指标口径"),
        door(GET,    "/api/v1/metrics",                          WHO_WATCH,                                                   FIGURES,       "see the figures", "查看指标"),
        door(GET,    "/api/v1/metrics/{key}/tickets",            WHO_WATCH,                                                   FIGURES,       "see the tickets behind a figure", "查看指标对应的诉求单"),
        door(GET,    "/api/v1/metrics/exclusions",               WHO_WATCH,                                                   FIGURES,       "see what is left out of the figures", "查看剔除清单"),
        door(POST,   "/api/v1/metrics/exclusions",               by(COORDINATOR, SUPERVISOR),                                 FIGURES,       "ask to leave a ticket out of the figures", "申请剔除诉求单"),
        door(POST,   "/api/v1/metrics/exclusions/{id}/approve",  by(SUPERVISOR, ADMIN),                                       FIGURES,       "decide on what is left out of the figures", "审批剔除申请"),
        door(POST,   "/api/v1/metrics/exclusions/{id}/refuse",   by(SUPERVISOR, ADMIN),                                       FIGURES,       "decide on what is left out of the figures", "审批剔除申请"),
        door(POST,   "/api/v1/metrics/exclusions/{id}/revoke",   by(SUPERVISOR, ADMIN),                                       FIGURES,       "decide on what is left out of the figures", "审批剔除申请"),
        door(GET,    "/api/v1/metrics/signals",                  WHO_WATCH,                                                   FIGURES,       "see what deserves a second look", "查看可信度信号"),
        door(GET,    "/api/v1/metrics/signals/{key}/tickets",    WHO_WATCH,                                                   FIGURES,       "see what deserves a second look", "查看可信度信号"),
        door(GET,    "/api/v1/metrics/builds",                   by(ADMIN),                                                   INSTALLATION,  "rebuild the figures", "重建指标数据"),
        door(POST,   "/api/v1/metrics/builds",                   by(ADMIN),                                                   INSTALLATION,  "rebuild the figures", "重建指标数据"),
        door(DELETE, "/api/v1/metrics/builds/{build}",           by(ADMIN),                                                   INSTALLATION,  "rebuild the figures", "重建指标数据"),
        door(POST,   "/api/v1/metrics/recomputations",           WHO_RECOMPUTE,                                               FIGURES,       "have figures counted anew", "重新计算指标"),
        door(GET,    "/api/v1/metrics/recomputations",           WHO_RECOMPUTE,                                               FIGURES,       "see figures counted anew", "查看重新计算的指标"),
        door(GET,    "/api/v1/metrics/recomputations/{id}",      WHO_RECOMPUTE,                                               FIGURES,       "see figures counted anew", "查看重新计算的指标"),
        door(GET,    "/api/v1/metrics/recomputations/{id}/tickets", WHO_RECOMPUTE,                                               FIGURES,       "see figures counted anew", "查看重新计算的指标"),
        door(GET,    "/api/v1/metrics/{key}/series",             WHO_WATCH,                                                   FIGURES,       "see how a figure went", "查看指标走势"),
        door(GET,    "/api/v1/metrics/{key}/ranking",            WHO_WATCH,                                                   FIGURES,       "see who is ahead in a figure", "查看指标排名"),
        door(GET,    "/api/v1/metrics/times",                    EVERYBODY,                                                   ANYONE,        "read which times are measured", "查看时长口径"),
        door(GET,    "/api/v1/metrics/times/{key}",              WHO_WATCH,                                                   FIGURES,       "see how long things took", "查看时长分布"),
        door(GET,    "/api/v1/metrics/times/{key}/tickets",      WHO_WATCH,                                                   FIGURES,       "see the tickets behind a time", "查看时长对应的诉求单"),
        door(GET,    "/api/v1/metrics/flow",                     WHO_WATCH,                                                  FIGURES,       "see which way tickets went",            "查看流转去向"),
        door(GET,    "/api/v1/metrics/flow/tickets",             WHO_WATCH,                                                  FIGURES,       "see which tickets went which way",      "查看流转去向对应的诉求单"),
        door(GET,    "/api/v1/metrics/settings",                 WHO_WATCH,                                                   DISTRICT,      "see how figures are printed", "查看指标发布设置"),
        door(GET,    "/api/v1/metrics/settings/versions",        WHO_WATCH,                                                   DISTRICT,      "see how figures were printed", "查看指标发布设置历史版本"),
        door(PUT,    "/api/v1/metrics/settings",                 by(ADMIN),                                                   DISTRICT,      "change how figures are printed", "修改指标发布设置"),
        door(GET,    "/api/v1/metrics/export.xlsx",               WHO_WATCH,                                                   FIGURES,       "fetch figures as a file", "导出指标"),
        door(GET,    "/api/v1/metrics/export.csv",                WHO_WATCH,                                                   FIGURES,       "fetch figures as a file", "导出指标"),
        door(GET,    "/api/v1/metrics/export.pdf",                WHO_WATCH,                                                   FIGURES,       "fetch figures as a file", "导出指标"),
        door(GET,    "/api/v1/metrics/exports",                   WHO_WATCH,                                                   FIGURES,       "have files of figures made", "申请导出文件"),
        door(POST,   "/api/v1/metrics/exports",                   WHO_WATCH,                                                   FIGURES,       "have files of figures made", "申请导出文件"),
        door(GET,    "/api/v1/metrics/exports/{id}",              WHO_WATCH,                                                   FIGURES,       "have files of figures made", "申请导出文件"),
        door(GET,    "/api/v1/metrics/exports/{id}/file",         WHO_WATCH,                                                   FIGURES,       "have files of figures made", "申请导出文件"),
        door(DELETE, "/api/v1/metrics/exports/{id}",              WHO_WATCH,                                                   FIGURES,       "have files of figures made", "申请导出文件"),
        door(GET,    "/api/v1/metrics/schedules",                 WHO_HAVE_REPORTS_MADE,                                       FIGURES,       "have reports made on a schedule", "设置定期报告"),
        door(POST,   "/api/v1/metrics/schedules",                 WHO_HAVE_REPORTS_MADE,                                       FIGURES,       "have reports made on a schedule", "设置定期报告"),
        door(GET,    "/api/v1/metrics/schedules/{id}",            WHO_HAVE_REPORTS_MADE,                                       FIGURES,       "have reports made on a schedule", "设置定期报告"),
        door(PUT,    "/api/v1/metrics/schedules/{id}",            WHO_HAVE_REPORTS_MADE,                                       FIGURES,       "have reports made on a schedule", "设置定期报告"),
        door(DELETE, "/api/v1/metrics/schedules/{id}",            WHO_HAVE_REPORTS_MADE,                                       FIGURES,       "have reports made on a schedule", "设置定期报告"),

        door(POST,   "/api/v1/similar",                          by(ENTERPRISE, OFFICER, COORDINATOR),                        TICKETS,       "see what is reported already", "查看是否已有相同诉求"),
        door(GET,    "/api/v1/similar",                          by(COORDINATOR),                                             TICKET,        "see similar tickets", "查看相似诉求"),
        door(GET,    "/api/v1/similar/merged",                   by(HANDLER, COORDINATOR, SUPERVISOR),                        TICKET,        "see what is merged into a ticket", "查看并入的诉求"),
        door(GET,    "/api/v1/common-problems",                  by(ENTERPRISE, OFFICER, COORDINATOR, SUPERVISOR, AUDITOR),   DISTRICT,      "see common problems", "查看共性问题"),
        door(POST,   "/api/v1/common-problems",                  by(COORDINATOR),                                             DISTRICT,      "open a common problem", "建立共性问题"),
        door(GET,    "/api/v1/common-problems/proposals",        by(COORDINATOR, SUPERVISOR),                                 DISTRICT,      "see proposed common problems", "查看疑似共性问题"),
        door(POST,   "/api/v1/common-problems/proposals/{id}/dismiss", by(COORDINATOR),                                             DISTRICT,      "dismiss proposed common problems", "排除疑似共性问题"),
        door(GET,    "/api/v1/common-problems/{id}",             by(ENTERPRISE, OFFICER, COORDINATOR, SUPERVISOR, AUDITOR),   DISTRICT,      "see common problems", "查看共性问题"),
        door(PUT,    "/api/v1/common-problems/{id}",             by(COORDINATOR),                                             DISTRICT,      "change a common problem", "修改共性问题"),
        door(POST,   "/api/v1/common-problems/{id}/tickets",     by(COORDINATOR),                                             DISTRICT,      "change a common problem", "修改共性问题"),
        door(DELETE, "/api/v1/common-problems/{id}/tickets/{ticket}", by(COORDINATOR),                                             DISTRICT,      "change a common problem", "修改共性问题"),
        door(POST,   "/api/v1/common-problems/{id}/join",        by(ENTERPRISE),                                              DISTRICT,      "join a common problem", "加入共性问题"),
        door(POST,   "/api/v1/common-problems/{id}/merge",       by(COORDINATOR),                                             DISTRICT,      "merge the tickets of a common problem", "对共性问题并单"),
        door(POST,   "/api/v1/common-problems/{id}/close",       by(COORDINATOR),                                             DISTRICT,      "close a common problem", "办结共性问题"),

        door(GET,    "/api/v1/calendar",                         EVERYBODY,                                                  DISTRICT,      "see the working calendar",              "查看工作日历"),
        door(GET,    "/api/v1/calendar/working-days",            EVERYBODY,                                                  DISTRICT,      "ask for working days",                  "查询工作日"),
        door(GET,    "/api/v1/calendar/due",                     EVERYBODY,                                                  DISTRICT,      "ask when a span is over",               "查询到期时间"),
        door(POST,   "/api/v1/calendar/notices",                 by(ADMIN),                                                  DISTRICT,      "change the working calendar",           "修改工作日历"),
        door(PUT,    "/api/v1/calendar/days/{date}",             by(ADMIN),                                                  DISTRICT,      "change the working calendar",           "修改工作日历"),
        door(DELETE, "/api/v1/calendar/days/{date}",             by(ADMIN),                                                  DISTRICT,      "change the working calendar",           "修改工作日历"),
        door(PUT,    "/api/v1/calendar/settings",                by(ADMIN),                                                  DISTRICT,      "change the working calendar",           "修改工作日历"),

        door(GET,    "/api/v1/policies",                         EVERYBODY,                                                  DISTRICT,      "read policies",                         "查看时效规则"),
        door(GET,    "/api/v1/policies/schema",                  EVERYBODY,                                                  ANYONE,        "read the form of a policy",             "查看时效规则格式"),
        door(GET,    "/api/v1/policies/{version}",               EVERYBODY,                                                  DISTRICT,      "read policies",                         "查看时效规则"),
        door(POST,   "/api/v1/policies",                         by(ADMIN),                                                  DISTRICT,      "publish a policy",                      "发布时效规则"),
        door(POST,   "/api/v1/policies/dry-run",                 by(COORDINATOR, SUPERVISOR, AUDITOR, ADMIN),                DISTRICT,      "try a policy",                          "试算时效规则"),

        door(GET,    "/api/v1/visits",                             by(ENTERPRISE, OFFICER, HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, ADMIN),   VISITS,        "see visits",                            "查看走访"),
        door(POST,   "/api/v1/visits",                             by(OFFICER, COORDINATOR, IMPORTER),                                          ENTERPRISES,   "write down visits",                     "登记走访"),
        door(GET,    "/api/v1/visits/summary",                     by(OFFICER, COORDINATOR, SUPERVISOR, AUDITOR, ADMIN),                        VISITS,        "see how much is visited",               "查看走访统计"),
        door(GET,    "/api/v1/visits/overdue",                     by(OFFICER, COORDINATOR, SUPERVISOR, AUDITOR, ADMIN),                        VISITS,        "see who waits for a visit",             "查看久未走访企业"),
        door(GET,    "/api/v1/visits/{id}",                        by(ENTERPRISE, OFFICER, HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, ADMIN),   VISITS,        "see visits",                            "查看走访"),
        door(PUT,    "/api/v1/visits/{id}",                        by(OFFICER, COORDINATOR),                                                    VISITS,        "change visits",                         "修改走访"),
        door(POST,   "/api/v1/visits/{id}/join",                   by(OFFICER, COORDINATOR),                                                    VISITS,        "join visits",                           "加入走访"),
        door(POST,   "/api/v1/visits/{id}/tickets",                by(OFFICER, COORDINATOR),                                                    VISITS,        "link tickets to visits",                "关联走访诉求"),
        door(POST,   "/api/v1/visits/{id}/strike-out",             by(OFFICER, COORDINATOR),                                                    VISITS,        "strike out visits",                     "作废走访"),

        door(GET,    "/api/v1/listings",                           WHO_MATCH,                                                                   LISTINGS,      "see supply and demand",                 "查看供需信息"),
        door(POST,   "/api/v1/listings",                           by(ENTERPRISE, COORDINATOR),                                                 ENTERPRISES,   "list what is offered or needed",        "发布供需信息"),
        door(GET,    "/api/v1/listings/summary",                   by(COORDINATOR, SUPERVISOR, AUDITOR, ADMIN),                                 LISTINGS,      "see what came of supply and demand",    "查看供需统计"),
        door(GET,    "/api/v1/listings/{id}",                      WHO_MATCH,                                                                   LISTINGS,      "see supply and demand",                 "查看供需信息"),
        door(PUT,    "/api/v1/listings/{id}",                      by(ENTERPRISE, COORDINATOR),                                                 LISTINGS,      "change listings",                       "修改供需信息"),
        door(POST,   "/api/v1/listings/{id}/close",                by(ENTERPRISE, COORDINATOR),                                                 LISTINGS,      "close listings",                        "关闭供需信息"),
        door(GET,    "/api/v1/listings/{id}/matches",              WHO_MATCH,                                                                   LISTINGS,      "see who fits",                          "查看供需匹配"),
        door(POST,   "/api/v1/listings/{id}/matches/{other}/introduce",by(ENTERPRISE, COORDINATOR),                                                 LISTINGS,      "bring enterprises together",            "发起供需对接"),
        door(GET,    "/api/v1/introductions",                      WHO_MATCH,                                                                   LISTINGS,      "see introductions",                     "查看供需对接"),
        door(GET,    "/api/v1/introductions/{id}",                 WHO_MATCH,                                                                   LISTINGS,      "see introductions",                     "查看供需对接"),
        door(POST,   "/api/v1/introductions/{id}/accept",          by(ENTERPRISE, COORDINATOR),                                                 LISTINGS,      "answer introductions",                  "答复供需对接"),
        door(POST,   "/api/v1/introductions/{id}/decline",         by(ENTERPRISE, COORDINATOR),                                                 LISTINGS,      "answer introductions",                  "答复供需对接"),
        door(POST,   "/api/v1/introductions/{id}/conclude",        by(ENTERPRISE, COORDINATOR),                                                 LISTINGS,      "conclude introductions",                "登记对接结果"),
        door(GET,    "/api/v1/routing/suggestions",                     by(COORDINATOR, SUPERVISOR),                                TICKET,        "ask which unit should have a ticket",   "查看派单建议"),
        door(POST,   "/api/v1/routing/suggestions",                     by(COORDINATOR, SUPERVISOR, ADMIN),                         DISTRICT,      "ask which unit should have a ticket",   "查看派单建议"),
        door(GET,    "/api/v1/routing/queues",                          by(COORDINATOR, SUPERVISOR),                                DISTRICT,      "see what waits at which desk",          "查看派单队列"),
        door(GET,    "/api/v1/routing/loads",                           by(COORDINATOR, SUPERVISOR),                                DISTRICT,      "see what the units have in hand",       "查看单位在办量"),
        door(GET,    "/api/v1/routing/items",                           by(COORDINATOR, SUPERVISOR, AUDITOR, ADMIN),                DISTRICT,      "see how the menu is used",              "查看事项办理情况"),
        door(GET,    "/api/v1/routing/rules",                           by(COORDINATOR, SUPERVISOR, AUDITOR, ADMIN),                DISTRICT,      "read the routing rules",                "查看派单规则"),
        door(GET,    "/api/v1/routing/rules/versions",                  by(COORDINATOR, SUPERVISOR, AUDITOR, ADMIN),                DISTRICT,      "read the routing rules",                "查看派单规则"),
        door(PUT,    "/api/v1/routing/rules",                           by(ADMIN),                                                  DISTRICT,      "change the routing rules",              "修改派单规则"),
        door(POST,   "/api/v1/routing/rules/dry-run",                   by(AUDITOR, ADMIN),                                         DISTRICT,      "try routing rules",                     "试算派单规则"),
        door(GET,    "/api/v1/routing/settings",                        by(COORDINATOR, SUPERVISOR, AUDITOR, ADMIN),                DISTRICT,      "read the routing rules",                "查看派单规则"),
        door(PUT,    "/api/v1/routing/settings",                        by(ADMIN),                                                  DISTRICT,      "change the routing rules",              "修改派单规则"),

        door(GET,    "/api/v1/me",                               EVERYBODY,                                                  OWN,           "see who you are",                       "查看本人信息"),
        door(GET,   "/api/v1/me/preferences/{key}",               EVERYBODY,                                                  OWN,           "keep preferences of your own",          "保存个人设置"),
        door(PUT,   "/api/v1/me/preferences/{key}",               EVERYBODY,                                                  OWN,           "keep preferences of your own",          "保存个人设置"),
        door(DELETE,"/api/v1/me/preferences/{key}",               EVERYBODY,                                                  OWN,           "keep preferences of your own",          "保存个人设置"),
        door(GET,    "/api/v1/directory/persons",                EVERYBODY,                                                  PERSONS,       "see who is behind an id",               "查看人员"),
        door(POST,   "/api/v1/directory/persons/{id}/reveal",    EVERYBODY,                                                  PERSON,        "see contact data",                      "查看联系方式"),
        door(POST,   "/api/v1/directory/persons/{id}/erase",     by(ADMIN),                                                  DISTRICT,      "erase a person",                        "注销人员"),
        door(GET,    "/api/v1/directory/personal-data-access",   EVERYBODY,                                                  OWN,           "see who looked at personal data",       "查看个人信息访问记录"),

        door(GET,    "/api/v1/directory/districts",                  EVERYBODY,                                                  DISTRICT,      "see districts",                         "查看区县"),
        door(GET,    "/api/v1/directory/districts/{id}",             EVERYBODY,                                                  DISTRICT,      "see districts",                         "查看区县"),
        door(POST,   "/api/v1/directory/districts",                  by(ADMIN),                                                  INSTALLATION,  "add districts",                         "新增区县"),
        door(PUT,    "/api/v1/directory/districts/{id}",             by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(GET,    "/api/v1/directory/units",                      EVERYBODY,                                                  DISTRICT,      "see units",                             "查看承办单位"),
        door(GET,    "/api/v1/directory/units/{id}",                 EVERYBODY,                                                  DISTRICT,      "see units",                             "查看承办单位"),
        door(POST,   "/api/v1/directory/units",                      by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(PUT,    "/api/v1/directory/units/{id}",                 by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(GET,    "/api/v1/directory/chains",                     EVERYBODY,                                                  DISTRICT,      "see chains",                            "查看产业链"),
        door(GET,    "/api/v1/directory/chains/{id}",                EVERYBODY,                                                  DISTRICT,      "see chains",                            "查看产业链"),
        door(POST,   "/api/v1/directory/chains",                     by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(PUT,    "/api/v1/directory/chains/{id}",                by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(GET,    "/api/v1/directory/places",                     EVERYBODY,                                                  DISTRICT,      "see places",                            "查看镇街园区"),
        door(GET,    "/api/v1/directory/places/{id}",                EVERYBODY,                                                  DISTRICT,      "see places",                            "查看镇街园区"),
        door(POST,   "/api/v1/directory/places",                     by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(PUT,    "/api/v1/directory/places/{id}",                by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(GET,    "/api/v1/directory/enterprises",                WHO_KNOW_ENTERPRISES,                                       ENTERPRISES,   "see enterprises",                       "查看企业"),
        door(GET,    "/api/v1/directory/enterprises/{id}",           WHO_KNOW_ENTERPRISES,                                       ENTERPRISES,   "see enterprises",                       "查看企业"),
        door(GET,    "/api/v1/directory/enterprises/{id}/officers",  WHO_KNOW_ENTERPRISES,                                       ENTERPRISES,   "see enterprises",                       "查看企业"),
        door(GET,    "/api/v1/directory/enterprises/{enterprise}/contacts", WHO_KNOW_ENTERPRISES,                                       ENTERPRISES,   "see enterprises",                       "查看企业"),
        door(GET,    "/api/v1/directory/enterprises/{enterprise}/contacts/{id}", WHO_KNOW_ENTERPRISES,                                       ENTERPRISES,   "see enterprises",                       "查看企业"),
        door(POST,   "/api/v1/directory/enterprises",                by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(PUT,    "/api/v1/directory/enterprises/{id}",           by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(POST,   "/api/v1/directory/enterprises/{enterprise}/contacts", by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(PUT,    "/api/v1/directory/enterprises/{enterprise}/contacts/{id}", by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(DELETE, "/api/v1/directory/enterprises/{enterprise}/contacts/{id}", by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(GET,    "/api/v1/directory/accounts",                   by(ADMIN),                                                  DISTRICT,      "see accounts",                          "查看账号"),
        door(GET,    "/api/v1/directory/accounts/{id}",              by(ADMIN),                                                  DISTRICT,      "see accounts",                          "查看账号"),
        door(POST,   "/api/v1/directory/accounts",                   by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(PUT,    "/api/v1/directory/accounts/{id}",              by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(PUT,    "/api/v1/directory/accounts/{id}/looks-after",  by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(GET,    "/api/v1/directory/accounts/{id}/foreign-identities",  by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(PUT,    "/api/v1/directory/accounts/{id}/foreign-identities",  by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(POST,   "/api/v1/directory/accounts/{id}/one-time-password", by(ADMIN),                                                  DISTRICT,      "look after the logins of accounts",     "管理账号登录"),
        door(POST,   "/api/v1/directory/accounts/{id}/unlock",       by(ADMIN),                                                  DISTRICT,      "look after the logins of accounts",     "管理账号登录"),
        door(POST,   "/api/v1/directory/accounts/{id}/reset-second-factor", by(ADMIN),                                                  DISTRICT,      "look after the logins of accounts",     "管理账号登录"),
        door(POST,   "/api/v1/directory/accounts/{id}/sign-out",     by(ADMIN),                                                  DISTRICT,      "look after the logins of accounts",     "管理账号登录"),
        door(GET,    "/api/v1/directory/changes",                    by(AUDITOR, ADMIN),                                         DISTRICT,      "see who changed what",                  "查看变更记录"),
        door(POST,   "/api/v1/directory/imports",                    by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(GET,    "/api/v1/directory/imports/{id}",               by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(POST,   "/api/v1/directory/imports/{id}/apply",         by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(DELETE, "/api/v1/directory/imports/{id}",               by(ADMIN),                                                  DISTRICT,      "change the directory",                  "修改名录"),
        door(GET,    "/api/v1/directory/imports/templates/{file}",   by(ADMIN),                                                  ANYONE,        "change the directory",                  "修改名录"),

        door(GET,    "/api/v1/meetings",                          WHO_MEET,                                                   MATTER,        "see meetings",                          "查看协调会"),
        door(POST,   "/api/v1/meetings",                          WHO_CALL_MEETINGS,                                          DISTRICT,      "call meetings",                         "召集协调会"),
        door(GET,    "/api/v1/meetings/decisions",                by(HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, IMPORTER),    OWN_UNIT,      "see what meetings decided",             "查看议定事项"),
        door(GET,    "/api/v1/meetings/{id}",                     WHO_MEET,                                                   MATTER,        "see meetings",                          "查看协调会"),
        door(GET,    "/api/v1/meetings/{id}/calendar.ics",        WHO_MEET,                                                   MATTER,        "see meetings",                          "查看协调会"),
        // Their addresses are their own: whoever it is, nobody sees or takes back another's.
        door(GET,    "/api/v1/meeting-feeds",                     by(ENTERPRISE, OFFICER, HANDLER, COORDINATOR, SUPERVISOR),  OWN,           "subscribe to own meetings",            "订阅本人会议日历"),
        door(POST,   "/api/v1/meeting-feeds",                     by(ENTERPRISE, OFFICER, HANDLER, COORDINATOR, SUPERVISOR),  OWN,           "subscribe to own meetings",            "订阅本人会议日历"),
        door(DELETE, "/api/v1/meeting-feeds/{id}",                by(ENTERPRISE, OFFICER, HANDLER, COORDINATOR, SUPERVISOR),  OWN,           "subscribe to own meetings",            "订阅本人会议日历"),
        door(PUT,    "/api/v1/meetings/{id}",                     WHO_CALL_MEETINGS,                                          MATTER,        "call meetings",                         "召集协调会"),
        door(POST,   "/api/v1/meetings/{id}/minutes",             WHO_CALL_MEETINGS,                                          MATTER,        "write the minutes of meetings",         "登记会议纪要"),
        door(POST,   "/api/v1/meetings/{id}/cancel",              WHO_CALL_MEETINGS,                                          MATTER,        "call meetings",                         "召集协调会"),
        door(POST,   "/api/v1/meetings/{id}/decisions/{number}/done", by(HANDLER, COORDINATOR, SUPERVISOR, IMPORTER),             MATTER,        "report decisions as done",              "报告议定事项落实"),

        door(GET,    "/api/v1/hard-problems",                     by(HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, IMPORTER),    MATTER,        "see hard problems",                     "查看重难点问题"),
        door(POST,   "/api/v1/hard-problems",                     WHO_CALL_MEETINGS,                                          DISTRICT,      "list hard problems",                    "列入重难点问题"),
        door(GET,    "/api/v1/hard-problems/{id}",                by(HANDLER, COORDINATOR, SUPERVISOR, AUDITOR, IMPORTER),    MATTER,        "see hard problems",                     "查看重难点问题"),
        door(PUT,    "/api/v1/hard-problems/{id}",                WHO_CALL_MEETINGS,                                          MATTER,        "list hard problems",                    "列入重难点问题"),
        door(POST,   "/api/v1/hard-problems/{id}/write-off",      WHO_CALL_MEETINGS,                                          MATTER,        "write off hard problems",               "重难点问题销号"),
        door(POST,   "/api/v1/hard-problems/{id}/relist",         WHO_CALL_MEETINGS,                                          MATTER,        "list hard problems",                    "列入重难点问题"),
        door(POST,   "/api/v1/hard-problems/{id}/remove",         by(SUPERVISOR, IMPORTER),                                   MATTER,        "remove hard problems from the list",    "批准移出重难点清单"),
        door(GET,    "/api/v1/hard-problems/rounds",              by(COORDINATOR, SUPERVISOR, AUDITOR, IMPORTER),             DISTRICT,      "see rounds of reviews",                 "查看破难轮次"),
        door(POST,   "/api/v1/hard-problems/rounds",              WHO_CALL_MEETINGS,                                          DISTRICT,      "review hard problems",                  "组织破难会商"),
        door(GET,    "/api/v1/hard-problems/rounds/{number}",     by(COORDINATOR, SUPERVISOR, AUDITOR, IMPORTER),             DISTRICT,      "see rounds of reviews",                 "查看破难轮次"),
        door(POST,   "/api/v1/hard-problems/rounds/{number}/results", WHO_CALL_MEETINGS,                                          DISTRICT,      "review hard problems",                  "组织破难会商"),
        door(POST,   "/api/v1/hard-problems/rounds/{number}/close", WHO_CALL_MEETINGS,                                          DISTRICT,      "review hard problems",                  "组织破难会商"),

        door(GET,    "/api/v1/webhooks",                                 by(ADMIN),                                                   DISTRICT,      "see webhooks",                          "查看回调订阅"),
        door(POST,   "/api/v1/webhooks",                                 by(ADMIN),                                                   DISTRICT,      "set up webhooks",                       "管理回调订阅"),
        door(GET,    "/api/v1/webhooks/{id}",                            by(ADMIN),                                                   DISTRICT,      "see webhooks",                          "查看回调订阅"),
        door(PUT,    "/api/v1/webhooks/{id}",                            by(ADMIN),                                                   DISTRICT,      "set up webhooks",                       "管理回调订阅"),
        door(DELETE, "/api/v1/webhooks/{id}",                            by(ADMIN),                                                   DISTRICT,      "set up webhooks",                       "管理回调订阅"),
        door(POST,   "/api/v1/webhooks/{id}/rotate",                     by(ADMIN),                                                   DISTRICT,      "set up webhooks",                       "管理回调订阅"),
        door(POST,   "/api/v1/webhooks/{id}/test",                       by(ADMIN),                                                   DISTRICT,      "set up webhooks",                       "管理回调订阅"),
        door(POST,   "/api/v1/webhooks/{id}/replay",                     by(ADMIN),                                                   DISTRICT,      "set up webhooks",                       "管理回调订阅"),
        door(GET,    "/api/v1/webhooks/{id}/deliveries",                 by(ADMIN),                                                   DISTRICT,      "see webhooks",                          "查看回调订阅"),
        door(POST,   "/api/v1/webhooks/{id}/deliveries/{delivery}/retry",by(ADMIN),                                                   DISTRICT,      "set up webhooks",                       "管理回调订阅"),

        door(GET,    "/api/v1/dead-letters",                     by(ADMIN),                                                  INSTALLATION,  "look after dead letters",               "处理死信"),
        door(POST,   "/api/v1/dead-letters/{id}/redrive",        by(ADMIN),                                                  INSTALLATION,  "look after dead letters",               "处理死信"),
        door(POST,   "/api/v1/dead-letters/{id}/discard",        by(ADMIN),                                                  INSTALLATION,  "look after dead letters",               "处理死信"));
    // spotless:on

    private final List<Door> doors;
    /** By method and number of segments; within, the most specific path first, as Spring chooses among its handlers. */
    private final Map<HttpMethod, Map<Integer, List<Door>>> bySize;

    private final Map<HttpMethod, List<Door>> ofAnySize;

    public Doors(List<Door> doors) {
        this.doors = List.copyOf(doors);
        List<Door> sorted = doors.stream()
                .sorted((a, b) -> PathPattern.SPECIFICITY_COMPARATOR.compare(a.path(), b.path()))
                .toList();
        this.ofAnySize = sorted.stream().filter(Doors::isOfAnySize).collect(Collectors.groupingBy(Door::method));
        this.bySize = new HashMap<>();
        for (Door door : sorted) {
            if (!isOfAnySize(door)) {
                bySize.computeIfAbsent(door.method(), method -> new HashMap<>())
                        .computeIfAbsent(
                                size(PathContainer.parsePath(door.path().getPatternString())),
                                size -> new ArrayList<>())
                        .add(door);
            }
        }
    }

    /** What this role may use, in the order of the table; without the doors that ask nobody who he is. */
    public static List<Door> of(Role role) {
        return TABLE.stream().filter(door -> door.roles().contains(role)).toList();
    }

    public List<Door> all() {
        return doors;
    }

    /**
     * The line for a request. HEAD asks what GET would answer, so it goes through the same door.
     *
     * @param path of a request, escapes and all: they are compared as what they mean, as Spring does
     */
    public @Nullable Door find(HttpMethod method, PathContainer path) {
        HttpMethod asked = method.equals(HEAD) ? GET : method;
        for (Door door : bySize.getOrDefault(asked, Map.of()).getOrDefault(size(path), List.of())) {
            if (door.path().matches(path)) {
                return door;
            }
        }
        for (Door door : ofAnySize.getOrDefault(asked, List.of())) {
            if (door.path().matches(path)) {
                return door;
            }
        }
        return null;
    }

    /** The methods for which some line names this path; none if it leads nowhere. */
    Set<HttpMethod> methods(PathContainer path) {
        Set<HttpMethod> methods = new TreeSet<>();
        for (Door door : doors) {
            if (door.path().matches(path)) {
                methods.add(door.method());
            }
        }
        return methods;
    }

    private static boolean isOfAnySize(Door door) {
        String pattern = door.path().getPatternString();
        return pattern.contains("**") || pattern.contains("{*");
    }

    private static int size(PathContainer path) {
        return path.elements().size();
    }

    private static Set<Role> by(Role... roles) {
        return Set.of(roles);
    }

    private static Set<Role> sendersOfAny() {
        return Arrays.stream(CommandType.values())
                .filter(command -> command != CommandType.SUBMIT)
                .flatMap(command -> Door.senders(command).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
