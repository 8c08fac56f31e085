package org.zhuqi.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.intake.file.Samples;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;

/** A file comes in. */
final class UploadsTest extends TestIntake {
    private static final Path STORED = Path.of("target/attachments");

    private final Caller someone = someone();

    @Test
    void isKeptAndAnswersWhatItIs() throws Exception {
        byte[] content = Samples.pdf();
        Answer answer = tryUpload(someone, "营业执照 2023.pdf", content);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/attachments/" + answer.text("id"));
        assertThat(answer.text("id")).matches("[0-9a-f]{32}");
        assertThat(answer.body().propertyNames()).containsExactly("id", "name", "mediaType", "size", "sha256");
        assertThat(answer.text("name")).isEqualTo("营业执照 2023.pdf");
        assertThat(answer.text("mediaType")).isEqualTo("application/pdf");
        assertThat(answer.body().path("size").asLong()).isEqualTo(content.length);
        assertThat(answer.text("sha256")).isEqualTo(sha256(content));
        assertThat(stored(answer.text("sha256"))).isEqualTo(content);
    }

    @Test
    void theSameContentIsKeptOnceUnderTwoIds() throws Exception {
        byte[] content = ("twice " + UUID.randomUUID()).getBytes(UTF_8);
        Attachment first = upload(someone, "a.txt", content);
        Attachment second = upload(someone(), "b.csv", content);
        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(first.sha256()).isEqualTo(second.sha256());
        assertThat(second.name()).isEqualTo("b.csv");
    }

    @Test
    void aPhotoIsKeptWithoutThePlaceAndUpright() throws Exception {
        byte[] photo = Samples.photo(6);
        Attachment kept = upload(someone, "IMG_0001.HEIC", photo);
        assertThat(kept.name()).isEqualTo("IMG_0001.jpg");
        byte[] stored = stored(kept.sha256());
        assertThat(kept.sha256()).isEqualTo(sha256(stored)).isNotEqualTo(sha256(photo));
        assertThat(kept.size()).isEqualTo(stored.length);
        assertThat(new String(stored, ISO_8859_1))
                .doesNotContain(Samples.SECRET)
                .contains("Exif");
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of("picture.png", Samples.html(), "text/html", "an HTML page", "HTML 网页"),
                Arguments.of("drawing.pdf", Samples.svg(), "image/svg+xml", "an SVG drawing", "SVG 矢量图"),
                Arguments.of("letter.docx", Samples.docm(), "application/zip", "a ZIP archive", "ZIP 压缩包"),
                Arguments.of("IMG_1.jpg", Samples.heic(), "image/heic", "a HEIC photo", "HEIC 照片"));
    }

    @ParameterizedTest(name = "{3} called {0}")
    @MethodSource
    void foreign(String name, byte[] content, String type, String en, String zh) {
        Answer english = tryUpload(someone, name, content).isProblem(415, "unsupported-file-type");
        assertThat(english.text("detail"))
                .startsWith("By its content this file is " + en + ".")
                .contains("OFD");
        assertThat(english.text("found")).isEqualTo(type);
        Answer chinese =
                tryUpload(someone, name, content, "Accept-Language", "zh-CN").isProblem(415, "unsupported-file-type");
        assertThat(chinese.text("detail")).startsWith("根据内容识别，该文件为" + zh + "。").contains("OFD");
    }

    @Test
    void aDamagedPicture() {
        byte[] picture = Samples.picture("png");
        tryUpload(someone, "a.png", java.util.Arrays.copyOf(picture, 40)).isProblem(422, "damaged-file");
    }

    @Test
    void asLargeAsAllowedAndOneByteMore() {
        byte[] largest = "x".repeat(1 << 20).getBytes(UTF_8);
        assertThat(upload(someone, "largest.txt", largest).size()).isEqualTo(1 << 20);
        Answer answer = tryUpload(someone, "larger.txt", ("x" + new String(largest, UTF_8)).getBytes(UTF_8))
                .isProblem(413, "too-large");
        assertThat(answer.text("detail")).contains("1024 KiB");
    }

    @Test
    void muchTooLargeAnnouncedOrNot() {
        byte[] form = form("file", "much.txt", "x".repeat(5 << 20).getBytes(UTF_8));
        String type = "multipart/form-data; boundary=7d0f3c1e6f0f5c0a";
        post(someone, "/api/v1/attachments", BodyPublishers.ofByteArray(form), "Content-Type", type)
                .isProblem(413, "too-large");
        post(
                        someone,
                        "/api/v1/attachments",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)),
                        "Content-Type",
                        type)
                .isProblem(413, "too-large");
    }

    @Test
    void othersStillTakeNoMoreThanBefore() {
        byte[] form = form("file", "a.txt", "x".repeat(300 << 10).getBytes(UTF_8));
        for (String path : List.of("/api/v1/tickets", "/api/v1/attachments/x", "/api/v1/attachmentsx")) {
            post(
                            someone,
                            path,
                            BodyPublishers.ofByteArray(form),
                            "Content-Type",
                            "multipart/form-data; boundary=7d0f3c1e6f0f5c0a")
                    .isProblem(413, "too-large");
        }
    }

    @Test
    void onlyOneFileAndNothingElse() {
        String type = "multipart/form-data; boundary=7d0f3c1e6f0f5c0a";
        post(
                        someone,
                        "/api/v1/attachments",
                        BodyPublishers.ofByteArray(form("picture", "a.pdf", Samples.pdf())),
                        "Content-Type",
                        type)
                .isProblem(400, "bad-request");
        post(someone, "/api/v1/attachments", BodyPublishers.ofString("no form at all"), "Content-Type", type)
                .isProblem(400, "bad-request");
        post(someone, "/api/v1/attachments", BodyPublishers.ofString("{}")).isProblem(415, "unsupported-media-type");
    }

    @Test
    void aDayHasItsLimitForWhatNothingNames() {
        for (int i = 0; i < 40; i++) {
            upload(someone, "a.txt", ("file " + i).getBytes(UTF_8));
        }
        tryUpload(someone, "a.txt", "one more".getBytes(UTF_8)).isProblem(429, "too-many-uploads");
        upload(someone(), "a.txt", "somebody else's".getBytes(UTF_8));
        database.sql("update intake.attachment set claimed_at = now() where uploader = ? and name = 'a.txt'")
                .param(someone.account().text())
                .update();
        upload(someone, "a.txt", "one more".getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource(names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void whoSendsNothingNeedsNoFiles(Role role) {
        Answer answer = tryUpload(Callers.inRole("u" + UUID.randomUUID(), role), "a.pdf", Samples.pdf());
        switch (role) {
            case SUPERVISOR, AUDITOR, ADMIN, IMPORTER -> answer.isProblem(403, "forbidden");
            default -> assertThat(answer.status()).isEqualTo(201);
        }
    }

    @Test
    void needATokenAsEverythingDoes() {
        send(request("/api/v1/attachments")
                        .header("Content-Type", "multipart/form-data; boundary=7d0f3c1e6f0f5c0a")
                        .POST(BodyPublishers.ofByteArray(form("file", "a.pdf", Samples.pdf()))))
                .isProblem(401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "big.txt"})
    void nothingIsLeftBesideWhatIsKept(String name) throws IOException {
        upload(someone, name, "x".repeat(name.equals("a.txt") ? 10 : 500_000).getBytes(UTF_8));
        tryUpload(someone, name, Samples.html()).isProblem(415, "unsupported-file-type");
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            try (Stream<Path> files = Files.walk(STORED)) {
                assertThat(files.filter(Files::isRegularFile))
                        .allSatisfy(file ->
                                assertThat(file.getFileName().toString()).matches("[0-9a-f]{64}"));
            }
        });
    }

    private static Caller someone() {
        return Callers.enterprise("u" + UUID.randomUUID(), new EnterpriseId("huacai"));
    }

    private static byte[] stored(String sha256) throws IOException {
        return Files.readAllBytes(
                STORED.resolve("content").resolve(sha256.substring(0, 2)).resolve(sha256));
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
