package org.zhuqi.intake.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.zhuqi.intake.AttachmentSettings;
import org.zhuqi.intake.application.AttachmentStorage;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of any storage that speaks S3. An object is there whole or not at all; that is promised by the protocol. */
public final class S3Storage implements AttachmentStorage {
    private static final int INSUFFICIENT_STORAGE = 507;

    private final S3Client s3;
    private final String bucket;

    private S3Storage(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    public static S3Storage of(AttachmentSettings.S3 settings) {
        S3ClientBuilder client = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .forcePathStyle(settings.pathStyle())
                // Other storages than Amazon's do not know the checksums that travel behind the content.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (settings.endpoint() != null) {
            client.endpointOverride(settings.endpoint());
        }
        return new S3Storage(client.build(), settings.bucket());
    }

    private static AwsCredentialsProvider credentials(AttachmentSettings.S3 settings) {
        if (settings.accessKeyFile() == null || settings.secretKeyFile() == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(read(settings.accessKeyFile()), read(settings.secretKeyFile())));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key of the attachment storage", e);
        }
    }

    @Override
    public void put(String sha256, Path file) throws IOException {
        if (holds(sha256, Files.size(file))) {
            return;
        }
        try {
            s3.putObject(request -> request.bucket(bucket).key(key(sha256)), RequestBody.fromFile(file));
        } catch (SdkException e) {
            throw isFull(e) ? new StorageFullException(e) : new IOException("the storage did not take it", e);
        }
    }

    private static boolean isFull(SdkException thrown) {
        return thrown instanceof S3Exception refused && refused.statusCode() == INSUFFICIENT_STORAGE;
    }

    @Override
    public boolean holds(String sha256, long size) throws IOException {
        try {
            Long found = s3.headObject(request -> request.bucket(bucket).key(key(sha256)))
                    .contentLength();
            return found != null && found == size;
        } catch (NoSuchKeyException e) {
            return false;
        } catch (SdkException e) {
            throw new IOException("the storage does not say whether it holds it", e);
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        try {
            return new Content(s3.getObject(request -> request.bucket(bucket).key(key(sha256))));
        } catch (NoSuchKeyException e) {
            NoSuchFileException missing = new NoSuchFileException(sha256);
            missing.initCause(e);
            throw missing;
        } catch (SdkException e) {
            throw new IOException("the storage does not give it", e);
        }
    }

    @Override
    public void delete(String sha256) throws IOException {
        try {
            s3.deleteObject(request -> request.bucket(bucket).key(key(sha256)));
        } catch (NoSuchKeyException e) {
            // Not every storage is silent about it.
            return;
        } catch (SdkException e) {
            throw new IOException("the storage does not delete it", e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }

    private static String key(String sha256) {
        return sha256.substring(0, 2) + "/" + sha256;
    }

    /** Not read to its end, a connection is given up: to read on only to use it again may cost more than a new one. */
    private static final class Content extends FilterInputStream {
        private final ResponseInputStream<GetObjectResponse> response;
        private boolean ended;

        Content(ResponseInputStream<GetObjectResponse> response) {
            super(response);
            this.response = response;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            ended |= next < 0;
            return next;
        }

        @Override
        public int read(byte @Nullable [] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            ended |= count < 0;
            return count;
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                response.abort();
            }
            super.close();
        }
    }
}
