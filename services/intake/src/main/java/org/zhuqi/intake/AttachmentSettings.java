package org.zhuqi.intake;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How uploaded files are kept.
 *
 * @param folder where they lie if not in an S3 storage
 * @param spool where a file lies while it is looked at; by default in the folder, or where the JVM keeps what is temporary
 * @param maxSize of one file
 * @param unclaimedPerDay the most files of one account in 24 hours that no command has named
 * @param keepUnclaimed for how long a file waits for a command that names it
 * @param janitorEvery how often what was never named is looked for
 * @param janitor false for an instance that does not look
 * @param threads that count in which ticket names which file
 * @param s3 the S3 storage that is used instead of the folder
 */
@ConfigurationProperties("zhuqi.attachments")
public record AttachmentSettings(
        @Nullable Path folder,
        @Nullable Path spool,
        @DefaultValue("20MB") DataSize maxSize,
        @DefaultValue("200") int unclaimedPerDay,
        @DefaultValue("48h") Duration keepUnclaimed,
        @DefaultValue("10m") Duration janitorEvery,
        @DefaultValue("true") boolean janitor,
        @DefaultValue("1") int threads,
        @Nullable S3 s3) {

    /**
     * @param endpoint none for Amazon's own
     * @param bucket which is there already
     * @param region in which it lies
     * @param pathStyle whether the bucket stands in the path, as most other storages want it, or in the host's name
     * @param accessKeyFile a file that holds the key's id; without it the keys come from the environment (AWS_ACCESS_KEY_ID)
     * @param secretKeyFile a file that holds the key's secret
     */
    public record S3(
            @Nullable URI endpoint,
            String bucket,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("true") boolean pathStyle,
            @Nullable Path accessKeyFile,
            @Nullable Path secretKeyFile) {}

    public Path spoolFolder() {
        if (spool != null) {
            return spool.toAbsolutePath();
        }
        return folder != null
                ? folder.toAbsolutePath().resolve("incoming")
                : Path.of(System.getProperty("java.io.tmpdir"), "zhuqi-attachments");
    }
}
