package org.zhuqi.directory.application;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a file can bring in, with its columns. Each column is found by its Chinese or its English header. */
public enum ImportKind {
    UNITS(
            "承办单位",
            List.of(
                    new Column("name", "单位名称", "Unit", true, "单位全称，同区不重复；按名称匹配已有单位。", "示例局"),
                    new Column("shortName", "简称", "Short name", false, "", "示例"),
                    new Column("kind", "类型", "Kind", true, "部门、公用企业、银行、科研团队、联合党委、镇街、企业服务中心之一。", "部门"),
                    Column.ID)),
    ENTERPRISES(
            "企业",
            List.of(
                    new Column("name", "企业名称", "Enterprise", true, "登记的全称。", "示例科技有限公司（虚构）"),
                    new Column(
                            "creditCode",
                            "统一社会信用代码",
                            "Credit code",
                            true,
                            "18 位（GB 32100-2015），校验位须正确；按代码匹配已有企业。",
                            "91350100M000100Y43"),
                    new Column("size", "规模", "Size", false, "大型、中型、小型、微型之一。", "小型"),
                    new Column("chain", "产业链", "Chain", false, "产业链名称或编号，须已在名录中。", ""),
                    new Column("place", "镇街园区", "Place", false, "镇、街道或园区名称或编号，须已在名录中。", ""),
                    new Column("address", "地址", "Address", false, "", ""),
                    new Column("contactName", "联系人", "Contact", false, "首要联系人姓名。", "示例"),
                    new Column("contactPhone", "联系电话", "Phone", false, "11 位手机号，或带区号的固定电话。", "13800000000"),
                    new Column("contactMail", "联系邮箱", "Mail", false, "", "contact@example.cn"),
                    Column.ID)),
    OFFICERS(
            "助企员",
            List.of(
                    new Column("name", "姓名", "Name", true, "", "示例"),
                    new Column("phone", "手机号", "Phone", false, "11 位手机号，或带区号的固定电话。", "13800000000"),
                    new Column("login", "登录名", "Login", true, "2 至 64 位字母、数字或 . - _ @；按登录名匹配已有账号。", "officer.example"),
                    new Column("unit", "单位", "Unit", false, "单位名称、简称或编号，须已在名录中。", ""),
                    new Column(
                            "looksAfter", "结对企业", "Enterprises", false, "统一社会信用代码或企业名称，用 ; 、 或 , 分隔，替换原有结对；留空则不变。", ""),
                    Column.ID)),
    ACCOUNTS(
            "账号",
            List.of(
                    new Column("login", "登录名", "Login", true, "2 至 64 位字母、数字或 . - _ @；按登录名匹配已有账号。", "account.example"),
                    new Column("name", "姓名", "Name", true, "", "示例"),
                    new Column("role", "角色", "Role", true, "企业、助企员、派单员、经办人、督查、审计、管理员、导入之一。", "督查"),
                    new Column("unit", "单位", "Unit", false, "经办人必填：单位名称、简称或编号。", ""),
                    new Column("enterprise", "企业", "Enterprise", false, "企业账号必填：统一社会信用代码、名称或编号。", ""),
                    new Column("chain", "产业链", "Chain", false, "派单员、督查可限定到一条产业链。", ""),
                    new Column("place", "镇街园区", "Place", false, "派单员、督查可限定到一个镇街园区。", ""),
                    new Column("phone", "手机号", "Phone", false, "11 位手机号，或带区号的固定电话。", "13800000000"),
                    new Column("mail", "邮箱", "Mail", false, "", ""),
                    new Column("title", "职务", "Title", false, "", ""),
                    Column.ID));

    private final String zh;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Column> columns;

    ImportKind(String zh, List<Column> columns) {
        this.zh = zh;
        this.columns = columns;
    }

    /** @param key the field to which it leads */
    public record Column(String key, String zh, String en, boolean required, String about, String example) {
        static final Column ID = new Column("id", "编号", "Id", false, "新条目的编号；留空则自动生成。已有条目不变。", "");

        /** What lists that come from elsewhere call it. */
        private static final Map<String, Set<String>> ALSO = Map.of(
                "phone", Set.of("手机", "手机号码", "电话", "联系电话"),
                "contactPhone", Set.of("手机", "手机号", "手机号码", "电话"),
                "contactName", Set.of("联系人姓名"),
                "creditCode", Set.of("信用代码", "社会信用代码"),
                "mail", Set.of("邮件", "电子邮件", "电子邮箱"),
                "name", Set.of("名称"));

        boolean isCalled(String header) {
            String name = plain(header);
            return name.equals(plain(zh))
                    || name.equals(plain(en))
                    || name.equals(plain(key))
                    || ALSO.getOrDefault(key, Set.of()).contains(name);
        }

        private static String plain(String header) {
            return Normalizer.normalize(header, Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[\\s*_:-]", "");
        }
    }

    public String zh() {
        return zh;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public List<Column> columns() {
        return columns;
    }

    public Optional<Column> column(String header) {
        return columns.stream().filter(column -> column.isCalled(header)).findFirst();
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public static ImportKind of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(wireName));
    }
}
