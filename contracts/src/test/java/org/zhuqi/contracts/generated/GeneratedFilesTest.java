package org.zhuqi.contracts.generated;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
    void theLifecycleDocumentIsUpToDate() {
        CommittedFiles.assertUpToDate(CommittedFiles.LIFECYCLE, LifecycleDocument.text());
    }
}
