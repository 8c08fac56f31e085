package org.zhuqi.intake.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.robothy.s3.rest.LocalS3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.zhuqi.intake.AttachmentSettings;
import org.zhuqi.intake.application.AttachmentStorage;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a server that speaks S3. */
final class S3StorageTest extends StorageContract {
    @TempDir
    private static Path keys;

    private static LocalS3 server;
    private static AttachmentStorage storage;

    @BeforeAll
    static void start() throws IOException {
        server = LocalS3.builder().port(-1).build();
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getPort());
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .forcePathStyle(true)
                .build()) {
            assertThat(client.createBucket(request -> request.bucket("attachments")))
                    .isNotNull();
        }
        var bucket = new AttachmentSettings.S3(
                endpoint,
                "attachments",
                "us-east-1",
                true,
                Files.writeString(keys.resolve("access"), "some-key\n"),
                Files.writeString(keys.resolve("secret"), "some-secret\n"));
        storage = Storages.of(new AttachmentSettings(
                null,
                null,
                DataSize.ofMegabytes(20),
                200,
                Duration.ofDays(2),
                Duration.ofMinutes(10),
                true,
                1,
                bucket));
        assertThat(storage).isInstanceOf(S3Storage.class);
    }

    @AfterAll
    static void stop() {
        storage.close();
        server.shutdown();
    }

    @Override
    AttachmentStorage storage() {
        return storage;
    }
}
