package org.zhuqi.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.postgres.ContactRows;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import tools.jackson.databind.JsonNode;

/** Files that bring units, enterprises, officers and accounts in. */
final class ImportsTest extends TestDirectory {
    private static final int ENTERPRISES = 791;
    private static final int OFFICERS = 599;
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /** The standard's rule once more, by itself. */
    private static String code(int number) {
        String first = "91330114MA%07d".formatted(number);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            int weight =
                    BigInteger.valueOf(3).pow(i).mod(BigInteger.valueOf(31)).intValue();
            sum += ALPHABET.indexOf(first.charAt(i)) * weight;
        }
        return first + ALPHABET.charAt((31 - sum % 31) % 31);
    }

    private static byte[] workbook(List<List<String>> rows) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("名单");
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    String text = rows.get(row).get(column);
                    if (text.matches("1\\d{10}")) {
                        // As people keep phone numbers.
                        sheet.value(row, column, Long.parseLong(text));
                    } else if (!text.isEmpty()) {
                        sheet.value(row, column, text);
                    }
                }
            }
        }
        return file.toByteArray();
    }

    private JsonNode upload(Caller caller, String kind, byte[] file, String type, int status) {
        var answer = raw(caller, "POST", ROOT + "imports?kind=" + kind, file, "Content-Type", type);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(status);
        return Json.MAPPER.readTree(text);
    }

    private JsonNode upload(String kind, String csv) {
        return upload(admin(), kind, csv.getBytes(StandardCharsets.UTF_8), "text/csv", 201);
    }

    private JsonNode upload(String kind, List<List<String>> rows) throws Exception {
        return upload(admin(), kind, workbook(rows), "application/octet-stream", 201);
    }

    private JsonNode apply(JsonNode preview, int status) {
        return send(admin(), "POST", ROOT + "imports/" + preview.path("id").asString() + "/apply", null, 0, status);
    }

    private static String counts(JsonNode preview) {
        return preview.path("counts").toString();
    }

    private static List<String> faults(JsonNode preview) {
        List<String> faults = new ArrayList<>();
        preview.path("items")
                .forEach(row -> row.path("faults")
                        .forEach(fault -> faults.add(row.path("row").asInt() + " "
                                + fault.path("column").asString() + ": "
                                + fault.path("en").asString())));
        return faults;
    }

    private void chainsAndPlaces() {
        post("chains", "{\"name\": \"新材料\", \"kind\": \"ESTABLISHED\"}");
        post("places", "{\"name\": \"下沙街道\", \"kind\": \"SUBDISTRICT\"}");
        post("units", "{\"name\": \"人力资源和社会保障局\", \"shortName\": \"人社局\", \"kind\": \"DEPARTMENT\"}");
    }

    private static List<List<String>> enterprises() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("联系电话", "企业名称", "统一社会信用代码*", "规模", "产业链", "镇街园区", "地址", "联系人", "备注"));
        for (int i = 1; i <= ENTERPRISES; i++) {
            rows.add(new ArrayList<>(List.of(
                    "138%08d".formatted(i),
                    "示例企业" + i,
                    code(i),
                    "小型",
                    "新材料",
                    "下沙街道",
                    "某路 " + i + " 号",
                    "联系人" + i,
                    "随意")));
        }
        return rows;
    }

    private List<List<String>> officers() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("姓名", "手机号", "登录名", "单位", "结对企业"));
        for (int i = 1; i <= OFFICERS; i++) {
            rows.add(new ArrayList<>(List.of(
                    "助企员" + i,
                    "139%08d".formatted(i),
                    "%s.officer.%d".formatted(district.toLowerCase(Locale.ROOT), i),
                    i % 2 == 0 ? "人社局" : "人力资源和社会保障局",
                    i < ENTERPRISES - 1 ? code(i) + "；示例企业" + (i + 1) : "")));
        }
        return rows;
    }

    private static void set(List<List<String>> rows, int row, int column, String text) {
        // The header is row 1 of the spreadsheet.
        rows.get(row - 1).set(column, text);
    }

    @Test
    void aWholeDistrictComesInOnceItIsCorrect() throws Exception {
        chainsAndPlaces();
        List<List<String>> rows = enterprises();
        set(rows, 3, 2, code(2).substring(0, 17));
        set(rows, 4, 2, code(3).substring(0, 17) + (code(3).endsWith("0") ? "1" : "0"));
        set(rows, 5, 2, code(4).replaceFirst("M", "I"));
        set(rows, 6, 2, "");
        set(rows, 7, 1, "");
        set(rows, 8, 2, code(1));
        set(rows, 9, 3, "巨型");
        set(rows, 10, 4, "旧材料");
        set(rows, 11, 5, "上沙街道");
        set(rows, 12, 0, "12345");
        set(rows, 13, 7, "");
        for (int row = 14; row <= 22; row++) {
            set(rows, row, 0, "no phone");
        }
        JsonNode preview = upload("enterprises", rows);
        assertThat(counts(preview)).isEqualTo("{\"NEW\":771,\"CHANGED\":0,\"UNCHANGED\":0,\"FAULTY\":20}");
        assertThat(preview.path("unknownColumns").toString()).isEqualTo("[\"备注\"]");
        assertThat(faults(preview)).hasSize(20).satisfies(faults -> {
            assertThat(faults.get(0)).isEqualTo("3 统一社会信用代码*: A credit code has 18 characters, this one has 17.");
            assertThat(faults.get(1)).startsWith("4 统一社会信用代码*: The check digit of the credit code should be ");
            assertThat(faults.get(2)).startsWith("5 统一社会信用代码*: 'I' at position 9 cannot stand");
            assertThat(faults.get(3)).isEqualTo("6 统一社会信用代码*: This must not be empty.");
            assertThat(faults.get(4)).isEqualTo("7 企业名称: This must not be empty.");
            assertThat(faults.get(5)).isEqualTo("8 统一社会信用代码*: The same stands in row 2.");
            assertThat(faults.get(6)).isEqualTo("9 规模: This is none of 大型、中型、小型、微型.");
            assertThat(faults.get(7)).isEqualTo("10 产业链: The directory has no 旧材料 here.");
            assertThat(faults.get(8)).isEqualTo("11 镇街园区: The directory has no 上沙街道 here.");
            assertThat(faults.get(9)).startsWith("12 联系电话: This is neither a mobile number");
            assertThat(faults.get(10)).isEqualTo("13 联系人: There is a phone or mail, but no name to it.");
            assertThat(faults.get(19)).startsWith("22 联系电话: ");
        });
        assertThat(preview.path("items").get(0).path("faults").get(0).path("zh").asString())
                .isEqualTo("统一社会信用代码应为 18 位，实际为 17 位。");
        JsonNode refused = apply(preview, 422);
        assertThat(refused.path("type").asString()).isEqualTo("urn:zhuqi:problem:faulty-rows");
        assertThat(refused.path("rows").asInt()).isEqualTo(20);
        assertThat(tables.enterprises().all(new DistrictId(district))).isEmpty();

        long began = System.nanoTime();
        preview = upload("enterprises", enterprises());
        assertThat(counts(preview)).isEqualTo("{\"NEW\":791,\"CHANGED\":0,\"UNCHANGED\":0,\"FAULTY\":0}");
        JsonNode applied = apply(preview, 200);
        assertThat(applied.path("state").asString()).isEqualTo("APPLIED");
        assertThat(applied.path("alreadyApplied").asBoolean(true)).isFalse();
        JsonNode second = upload("officers", officers());
        assertThat(counts(second)).isEqualTo("{\"NEW\":599,\"CHANGED\":0,\"UNCHANGED\":0,\"FAULTY\":0}");
        apply(second, 200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));

        var firms = tables.enterprises().all(new DistrictId(district));
        assertThat(firms).hasSize(ENTERPRISES);
        var officers = tables.accounts().all(new DistrictId(district)).values();
        assertThat(officers).hasSize(OFFICERS).allSatisfy(officer -> {
            assertThat(officer.entry().told().role()).isEqualTo(Role.OFFICER);
            assertThat(officer.entry().told().looksAfter()).hasSize(2);
            assertThat(officer.entry().told().unit()).isNotNull();
            assertThat(officer.entry().person().phone()).startsWith("139");
        });
        assertThat(new ContactRows(database).ofAll(firms.keySet())).hasSize(ENTERPRISES);
        assertThat(database.sql("select count(*) from directory.change where district = ?")
                        .param(district)
                        .query(Long.class)
                        .single())
                .isEqualTo(1 + 3 + 2L * ENTERPRISES + OFFICERS);

        long changes = changes();
        assertThat(apply(preview, 200).path("alreadyApplied").asBoolean()).isTrue();
        assertThat(apply(second, 200).path("alreadyApplied").asBoolean()).isTrue();
        assertThat(changes()).isEqualTo(changes);
        assertThat(counts(upload("enterprises", enterprises())))
                .isEqualTo("{\"NEW\":0,\"CHANGED\":0,\"UNCHANGED\":791,\"FAULTY\":0}");
        assertThat(counts(upload("officers", officers())))
                .isEqualTo("{\"NEW\":0,\"CHANGED\":0,\"UNCHANGED\":599,\"FAULTY\":0}");
        awaitTold();
        EnterpriseId some = firms.values().iterator().next().entry().told().enterprise();
        SOON.until(() -> known.enterprise(some).isPresent());
        assertThat(database.sql("select count(cells) from directory.import_row where import = ?::uuid")
                        .param(preview.path("id").asString())
                        .query(Long.class)
                        .single())
                .as("what it said of persons is gone")
                .isZero();
    }

    private long changes() {
        return database.sql("select count(*) from directory.change")
                .query(Long.class)
                .single();
    }

    @Test
    void onlyWhatAFileSaysChanges() throws Exception {
        chainsAndPlaces();
        apply(
                upload(
                        "enterprises",
                        "企业名称,统一社会信用代码,规模,联系人,联系电话\n甲公司,%s,小型,王一,13800000001\n乙公司,%s,小型,,\n"
                                .formatted(code(1), code(2))),
                200);
        JsonNode preview = upload("enterprises", """
                Credit code;Enterprise;Chain;Size;Contact;Phone
                %s;甲公司;新材料;;王一;0571-86911234
                %s;乙公司;;小型;;

                %s;丙公司;;;;
                """.formatted(code(1).toLowerCase(Locale.ROOT), code(2), code(3)));
        assertThat(counts(preview)).isEqualTo("{\"NEW\":1,\"CHANGED\":1,\"UNCHANGED\":1,\"FAULTY\":0}");
        assertThat(texts(
                        read(admin(), "imports/" + preview.path("id").asString())
                                .path("items"),
                        "row",
                        "outcome",
                        "label"))
                .containsExactly("2 CHANGED 甲公司", "3 UNCHANGED 乙公司", "5 NEW 丙公司");
        apply(preview, 200);
        assertThat(texts(read(admin(), "enterprises").path("items"), "name", "size", "version"))
                .containsExactlyInAnyOrder("甲公司 SMALL 2", "乙公司 SMALL 1", "丙公司 - 1");
        String first = read(admin(), "enterprises?q=" + encoded("甲"))
                .path("items")
                .get(0)
                .path("id")
                .asString();
        assertThat(texts(read(admin(), "enterprises/" + first + "/contacts"), "name", "phone"))
                .containsExactly("王* 0571-****234");
    }

    @Test
    void aPreviewHoldsOnlyForTheDirectoryThatItSaw() {
        String first = "企业名称,统一社会信用代码,规模\n甲公司,%s,小型\n乙公司,%s,大型\n".formatted(code(1), code(2));
        JsonNode preview = upload("enterprises", first);
        post("enterprises", "{\"name\": \"甲公司\", \"creditCode\": \"%s\"}".formatted(code(1)));
        JsonNode refused = apply(preview, 409);
        assertThat(refused.path("type").asString()).isEqualTo("urn:zhuqi:problem:outdated-preview");
        assertThat(refused.path("rows").asInt()).isEqualTo(1);
        assertThat(tables.enterprises().all(new DistrictId(district))).hasSize(1);

        JsonNode again = upload("enterprises", first);
        assertThat(counts(again)).isEqualTo("{\"NEW\":1,\"CHANGED\":1,\"UNCHANGED\":0,\"FAULTY\":0}");
        String id = read(admin(), "enterprises").path("items").get(0).path("id").asString();
        put(
                "enterprises/" + id,
                1,
                "{\"name\": \"甲公司\", \"creditCode\": \"%s\", \"address\": \"x\"}".formatted(code(1)));
        apply(again, 409);
        apply(upload("enterprises", first), 200);
        assertThat(read(admin(), "enterprises/" + id).path("address").asString())
                .as("the file has no such column")
                .isEqualTo("x");
    }

    @Test
    void chineseFilesOfAnyEncodingAreRead() {
        String csv = "\u7f16\u53f7,单位名称,简称,类型\nX-%s,供电公司,电力,公用企业\n,银行,,bank\n".formatted(district);
        JsonNode gb = upload(admin(), "units", csv.getBytes(Charset.forName("GB18030")), "text/csv", 201);
        assertThat(counts(gb)).isEqualTo("{\"NEW\":2,\"CHANGED\":0,\"UNCHANGED\":0,\"FAULTY\":0}");
        apply(gb, 200);
        assertThat(texts(read(admin(), "units").path("items"), "name", "kind"))
                .containsExactlyInAnyOrder("供电公司 PUBLIC_UTILITY", "银行 BANK");
        assertThat(read(admin(), "units/X-" + district).path("shortName").asString())
                .isEqualTo("电力");
        byte[] bom = ("\ufeff" + csv.replace(',', '\t')).getBytes(StandardCharsets.UTF_8);
        assertThat(counts(upload(admin(), "units", bom, "text/plain", 201)))
                .isEqualTo("{\"NEW\":0,\"CHANGED\":0,\"UNCHANGED\":2,\"FAULTY\":0}");
    }

    @Test
    void whatLooksLikeAFormulaStaysAText() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("x");
            sheet.value(0, 0, "单位名单（二〇二六年）");
            sheet.value(2, 0, "单位名称");
            sheet.value(2, 1, "类型");
            sheet.value(3, 0, "=cmd|' /C calc'!A0");
            sheet.value(3, 1, "部门");
            sheet.value(4, 0, "@甲+乙-丙");
            sheet.value(4, 1, "ＢＡＮＫ");
            sheet.value(5, 0, "#REF!");
            sheet.value(5, 1, "部门");
        }
        JsonNode preview = upload(admin(), "units", file.toByteArray(), "application/octet-stream", 201);
        assertThat(faults(preview)).containsExactly("6 单位名称: The spreadsheet shows an error here: #REF!.");
        assertThat(texts(
                        read(admin(), "imports/" + preview.path("id").asString() + "?outcome=NEW")
                                .path("items"),
                        "row",
                        "label"))
                .containsExactly("4 =cmd|' /C calc'!A0", "5 @甲+乙-丙");
    }

    @Test
    void ofAFormulaTheSavedValueCounts() throws Exception {
        JsonNode preview = upload(admin(), "units", withFormula(), "application/octet-stream", 201);
        assertThat(texts(
                        read(admin(), "imports/" + preview.path("id").asString())
                                .path("items"),
                        "row",
                        "outcome",
                        "label"))
                .containsExactly("2 NEW 算出来的局");
    }

    /** As a spreadsheet program saves it: the formula and, beside it, what it came to. */
    private static byte[] withFormula() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            part(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
            part(zip, "_rels/.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            part(zip, "xl/workbook.xml", """
                    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="x" sheetId="1" r:id="rId1"/></sheets></workbook>""");
            part(zip, "xl/_rels/workbook.xml.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""");
            part(zip, "xl/worksheets/sheet1.xml", """
                    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>单位名称</t></is></c><c r="B1" t="inlineStr"><is><t>类型</t></is></c></row><row r="2"><c r="A2" t="str"><f>"算出来"&amp;"的局"</f><v>算出来的局</v></c><c r="B2" t="inlineStr"><is><t>部门</t></is></c></row></sheetData></worksheet>""");
        }
        return file.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String content) throws Exception {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + content).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private String unusable(String kind, byte[] file) {
        JsonNode problem = upload(admin(), kind, file, "application/octet-stream", 422);
        assertThat(problem.path("type").asString()).isEqualTo("urn:zhuqi:problem:unusable-file");
        return problem.path("detail").asString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileThatCannotBeUsedIsRefusedAsAWhole() throws Exception {
        assertThat(unusable("enterprises", utf8("企业名称,地址\nx,y\n")))
                .isEqualTo("The file lacks the column 'Credit code' (统一社会信用代码).");
        assertThat(unusable("units", utf8("单位名称,类型,Kind\nx,部门,部门\n"))).startsWith("The column 'Kind' is there twice");
        assertThat(unusable("units", utf8("单位名称,类型\n\n , \n"))).isEqualTo("The file has no rows below its header.");
        assertThat(unusable("units", new byte[0])).isEqualTo("The file is empty.");
        assertThat(unusable("units", new byte[] {'P', 'K', 3, 4, 0, 0, 1})).startsWith("The workbook cannot be read");
        assertThat(unusable("units", new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0}))
                .contains("save it as .xlsx");
        assertThat(unusable("units", new byte[] {(byte) 0xff, (byte) 0xff, 0, 1}))
                .startsWith("The file is neither");
        StringBuilder many = new StringBuilder("单位名称,类型\n");
        for (int i = 0; i <= 20_000; i++) {
            many.append("单位").append(i).append(",部门\n");
        }
        assertThat(unusable("units", utf8(many.toString()))).startsWith("The file has more than 20,000 rows");
        upload(admin(), "units", new byte[8 * 1024 * 1024 + 1], "text/csv", 413);
        upload(admin(), "birds", utf8("x"), "text/csv", 400);
        assertThat(raw(admin(), "POST", ROOT + "imports", utf8("x"), "Content-Type", "text/csv")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void accountsComeInWithTheirRoles() {
        chainsAndPlaces();
        post("enterprises", "{\"name\": \"甲公司\", \"creditCode\": \"%s\"}".formatted(code(1)));
        String login = district.toLowerCase(Locale.ROOT);
        String header = "登录名,姓名,角色,单位,企业,产业链,镇街园区,手机号,邮箱,职务\n";
        JsonNode faulty = upload(
                "accounts",
                header
                        + "%1$s.a,甲,经办人,,,,,,,\n%1$s.b,乙,企业,,乙公司,,,,,\n%1$s.c,丙,厨师,,,,,,,\n%1$s.A,丁,审计,,,,,,,\n%1$s.e,戊,审计,,,新材料,,,x@y,\n有空格 的,己,审计,,,,,,,\n%1$s.g,庚,系统,,,,,,,\n"
                                .formatted(login));
        assertThat(faults(faulty))
                .containsExactlyInAnyOrder(
                        "2 单位: The role HANDLER needs a unit.",
                        "3 企业: The directory has no 乙公司 here.",
                        "3 企业: The role ENTERPRISE needs an enterprise.",
                        "4 角色: This is none of 企业、助企员、派单员、经办人、督查、审计、管理员、导入、系统.",
                        "5 登录名: The same stands in row 2.",
                        "6 邮箱: This is not a mail address.",
                        "6 产业链: This does not fit the role: only COORDINATOR and SUPERVISOR can be narrowed to one.",
                        "7 登录名: A login has 2 to 64 letters, digits, dots, hyphens, underscores or @, and begins with a letter or digit.",
                        "8 角色: No account has the role SYSTEM.");
        JsonNode good = upload(
                "accounts",
                header
                        + "%1$s.a,甲,经办人,人社局,,,,１３８１２３４１２３４,,\n%1$s.b,乙,企业,,%2$s,,,,b@example.cn,\n%1$s.c,丙,派单员,,,新材料,,,,主任\n"
                                .formatted(login, code(1)));
        apply(good, 200);
        assertThat(texts(read(admin(), "accounts").path("items"), "login", "role", "name", "phone", "mail"))
                .containsExactly(
                        login + ".a HANDLER 甲 138****1234 -",
                        login + ".b ENTERPRISE 乙 - b***@example.cn",
                        login + ".c COORDINATOR 丙 - -");
        JsonNode officers = upload("officers", "姓名,登录名\n甲,%s.a\n".formatted(login));
        assertThat(faults(officers)).containsExactly("2 登录名: This login is a HANDLER, not an OFFICER.");
        Caller neighbour = Callers.in(anotherDistrict(), Callers.inRole("boss", Role.ADMIN));
        JsonNode theirs = upload(neighbour, "officers", utf8("姓名,登录名\n甲,%s.a\n".formatted(login)), "text/csv", 201);
        assertThat(faults(theirs)).containsExactly("2 登录名: Another entry has the login already.");
    }

    @Test
    void previewsAreTheDistrictsOwnAndCanBeThrownAway() {
        JsonNode preview = upload("units", "单位名称,类型\n甲,部门\n乙,部门\n丙,部门\n");
        String path = "imports/" + preview.path("id").asString();
        JsonNode page = read(admin(), path + "?limit=2");
        assertThat(texts(page.path("items"), "label")).containsExactly("甲", "乙");
        assertThat(texts(
                        read(
                                        admin(),
                                        path + "?limit=2&cursor="
                                                + page.path("next").asString())
                                .path("items"),
                        "label"))
                .containsExactly("丙");
        Caller neighbour = Callers.in(anotherDistrict(), Callers.inRole("boss", Role.ADMIN));
        refusal(neighbour, path, 404);
        refusal(neighbour, "POST", path + "/apply", null, 0, 404);
        refusal(neighbour, "DELETE", path, null, 0, 404);
        send(admin(), "DELETE", ROOT + path, null, 0, 204);
        refusal(admin(), path, 404);
        refusal(admin(), "imports/nonsense", 404);

        JsonNode old = upload("units", "单位名称,类型\n甲,部门\n");
        time.passes(Duration.ofDays(8));
        upload("units", "单位名称,类型\n甲,部门\n");
        refusal(admin(), "imports/" + old.path("id").asString(), 404);
    }

    @Test
    void aFormPartIsTakenToo() {
        String body =
                "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"单位.csv\"\r\nContent-Type: text/csv\r\n\r\n单位名称,类型\n甲,部门\n\r\n--edge--\r\n";
        JsonNode preview = upload(admin(), "units", utf8(body), "multipart/form-data; boundary=edge", 201);
        assertThat(counts(preview)).isEqualTo("{\"NEW\":1,\"CHANGED\":0,\"UNCHANGED\":0,\"FAULTY\":0}");
    }

    @Test
    void theTemplatesCanBeSentBackAsTheyAre() throws Exception {
        for (String kind : List.of("units", "enterprises", "officers", "accounts")) {
            byte[] template = raw(admin(), "GET", ROOT + "imports/templates/" + kind + ".xlsx", null)
                    .body();
            try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(template))) {
                assertThat(workbook.getSheets()).hasSize(2);
                List<Row> explained = workbook.findSheet("说明").orElseThrow().read();
                assertThat(explained)
                        .hasSize(workbook.getFirstSheet().read().getFirst().getCellCount() + 1);
            }
            JsonNode preview = upload(admin(), kind, template, "application/octet-stream", 201);
            assertThat(counts(preview)).as(kind).isEqualTo("{\"NEW\":1,\"CHANGED\":0,\"UNCHANGED\":0,\"FAULTY\":0}");
        }
        refusal(admin(), "imports/templates/birds.xlsx", 404);
    }
}
