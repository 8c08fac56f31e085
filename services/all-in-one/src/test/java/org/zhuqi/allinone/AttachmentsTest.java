package org.zhuqi.allinone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;

/** A file goes with a request: from the enterprise that sends it to the unit that works on it, and to nobody else. */
public class AttachmentsTest {
    private static final String STRANGER = "qt-enterprise-2";
    private static final byte[] PLAN = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n".getBytes(US_ASCII);

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    @Test
    void aFileGoesWithTheRequestToWhoeverWorksOnIt() throws Exception {
        Answer upload = helpdesk.as(Helpdesk.ENTERPRISE).upload("厂房平面图.pdf", PLAN);
        assertThat(upload.status()).as(String.valueOf(upload.body())).isEqualTo(201);
        String path = String.valueOf(Helpdesk.header(upload, "Location"));
        String handler = Helpdesk.handlerOf("qt-zrzy");
        assertThat(status(handler, path)).as("nobody has sent it yet").isEqualTo(404);

        Answer submitted = helpdesk.post(
                Helpdesk.ENTERPRISE,
                "/api/v1/tickets",
                Map.of(
                        "item",
                        "qt-yd",
                        "title",
                        "不动产权证",
                        "description",
                        "平面图见附件。",
                        "attachments",
                        List.of(Map.of("id", upload.text("id")))),
                Map.of());
        assertThat(submitted.status()).as(String.valueOf(submitted.body())).isEqualTo(201);
        assertThat(status(Helpdesk.ENTERPRISE, path)).as("at once").isEqualTo(200);
        String ticket = submitted.text("ticketId");
        assertThat(helpdesk.post(
                                Helpdesk.COORDINATOR,
                                "/api/v1/tickets/" + ticket + "/dispatch",
                                Map.of("lead", "qt-zrzy"),
                                Map.of())
                        .status())
                .isEqualTo(200);

        await().until(() -> status(handler, path) == 200);
        HttpResponse<byte[]> plan = helpdesk.as(handler).download(path);
        assertThat(plan.body()).isEqualTo(PLAN);
        assertThat(plan.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .endsWith("filename*=UTF-8''%E5%8E%82%E6%88%BF%E5%B9%B3%E9%9D%A2%E5%9B%BE.pdf");
        assertThat(status(Helpdesk.COORDINATOR, path)).isEqualTo(200);
        assertThat(status(STRANGER, path)).isEqualTo(404);
        assertThat(status(Helpdesk.handlerOf("qt-rsj"), path)).isEqualTo(404);
        assertThat(status("sy-coordinator", path)).isEqualTo(404);

        Answer stolen = helpdesk.post(
                STRANGER,
                "/api/v1/tickets",
                Map.of(
                        "item",
                        "qt-yd",
                        "title",
                        "x",
                        "description",
                        "y",
                        "attachments",
                        List.of(Map.of("id", upload.text("id")))),
                Map.of());
        assertThat(stolen.status()).isEqualTo(400);
        assertThat(stolen.body().path("errors").get(0).path("pointer").asString())
                .isEqualTo("/attachments/0/id");
        WholeSystem.assertEverythingAgrees();
    }

    /** As large as a form may be by the settings that ship, and a little more. */
    @Test
    void twentyMegabytesAndNoMore() throws Exception {
        byte[] large = "a".repeat(20 << 20).getBytes(US_ASCII);
        assertThat(helpdesk.as(Helpdesk.ENTERPRISE).upload("a.txt", large).status())
                .isEqualTo(201);
        Answer tooLarge = helpdesk.as(Helpdesk.ENTERPRISE)
                .upload("a.txt", "a".repeat((20 << 20) + 1).getBytes(US_ASCII));
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.text("detail")).contains("20480 KiB");
        assertThat(helpdesk.as(Helpdesk.ENTERPRISE)
                        .upload("a.txt", "a".repeat(25 << 20).getBytes(US_ASCII))
                        .status())
                .isEqualTo(413);
    }

    private int status(String account, String path) throws Exception {
        return helpdesk.as(account).download(path).statusCode();
    }
}
