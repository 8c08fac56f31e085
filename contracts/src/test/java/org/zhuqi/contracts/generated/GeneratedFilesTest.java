package org.zhuqi.contracts.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.Topics;

/** What is generated and committed is what the code says now. */
class GeneratedFilesTest {

    @Test
    void schemasAreUpToDate() {
        SchemaFiles.all().forEach((file, schema) -> CommittedFiles.assertUpToDate(file, Json.pretty(schema)));
        CommittedFiles.assertNothingElseIn(SchemaFiles.FOLDER, SchemaFiles.all().keySet());
    }

    @Test
    void everyMessageHasAnExample() {
        MessageType.all().forEach(Examples::of);
        Examples.OUTCOMES.forEach(Examples::ofOutcome);
        Announcement.ALL.forEach(Examples::of);
        CommittedFiles.assertNothingElseIn(Examples.FOLDER, Examples.files().collect(Collectors.toSet()));
    }

    @Test
    void theAsyncApiDocumentIsUpToDate() {
        CommittedFiles.assertUpToDate(AsyncApi.FILE, AsyncApi.text());
    }

    @Test
    void everyTopicIsDescribed() {
        assertThat(AsyncApi.topics()).containsExactlyInAnyOrderElementsOf(Topics.ALL);
    }

    @Test
    void theLifecycleDocumentIsUpToDate() {
        CommittedFiles.assertUpToDate(CommittedFiles.LIFECYCLE, LifecycleDocument.text());
    }
}
