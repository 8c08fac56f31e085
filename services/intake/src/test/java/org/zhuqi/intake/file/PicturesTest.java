package org.zhuqi.intake.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhuqi.intake.domain.FileType;

/** A picture stays what it shows; where it was taken is nobody's business. */
final class PicturesTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of(FileType.JPEG, 6, Samples.photo(6)),
                Arguments.of(FileType.JPEG, 1, Samples.photo(1)),
                Arguments.of(FileType.PNG, 8, Samples.pngWithNotes(8)),
                Arguments.of(FileType.PNG, 1, Samples.pngWithNotes(1)),
                Arguments.of(FileType.WEBP, 3, Samples.webpWithNotes(3)),
                Arguments.of(FileType.WEBP, 1, Samples.webpWithNotes(1)));
    }

    @ParameterizedTest(name = "{0} with orientation {1}")
    @MethodSource("pictures")
    void tellsNothingOfThePlace(FileType type, int orientation, byte[] picture) throws IOException {
        assertThat(text(picture)).contains(Samples.SECRET);
        byte[] bare = bare(type, picture);
        assertThat(text(bare)).doesNotContain(Samples.SECRET).doesNotContain("xmp");
        assertThat(new FileTypes().of(folder.resolve("bare"))).isEqualTo(new Recognition.Known(type));
        assertThat(orientation(bare)).isEqualTo(orientation);
        assertThat(bare(type, bare)).as("nothing is left to strip").isEqualTo(bare);
    }

    @Test
    void showsTheSame() throws IOException {
        assertSamePixels(bare(FileType.JPEG, Samples.photo(6)), Samples.photo(6));
        assertSamePixels(bare(FileType.PNG, Samples.pngWithNotes(8)), Samples.picture("png"));
        assertThat(text(bare(FileType.PNG, Samples.pngWithNotes(8))))
                .as("the resolution stays")
                .contains("pHYs");
    }

    @Test
    void whatHasNothingToTellStaysAsItIs() throws IOException {
        assertThat(bare(FileType.JPEG, Samples.picture("jpg"))).isEqualTo(Samples.picture("jpg"));
        assertThat(bare(FileType.PNG, Samples.picture("png"))).isEqualTo(Samples.picture("png"));
        assertThat(bare(FileType.WEBP, Samples.webp())).isEqualTo(Samples.webp());
    }

    @Test
    void theHeaderOfAWebpSaysWhatIsLeft() throws IOException {
        byte[] bare = bare(FileType.WEBP, Samples.webpWithNotes(1));
        assertThat(bare[20]).as("neither Exif nor XMP").isEqualTo((byte) 0);
        assertThat(bare(FileType.WEBP, Samples.webpWithNotes(3))[20]).as("Exif").isEqualTo((byte) 8);
        assertThat(Integer.reverseBytes(java.nio.ByteBuffer.wrap(bare).getInt(4)))
                .isEqualTo(bare.length - 8);
    }

    @Test
    void aPhotoThatWasCutOffShowsWhatThereIs() throws IOException {
        byte[] whole = Samples.picture("jpg");
        byte[] bare = bare(FileType.JPEG, Arrays.copyOf(whole, whole.length - 20));
        assertThat(bare).endsWith(0xFF, 0xD9);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void brokenAnywhere(FileType type, int orientation, byte[] picture) throws IOException {
        for (int length = 1; length < picture.length; length += 3) {
            tryBare(type, Arrays.copyOf(picture, length));
            byte[] rubbish = picture.clone();
            Arrays.fill(rubbish, length, Math.min(picture.length, length + 4), (byte) 0xFE);
            tryBare(type, rubbish);
        }
        assertThatThrownBy(() -> bare(type, Arrays.copyOf(picture, 30))).isInstanceOf(DamagedImageException.class);
        assertThatThrownBy(() -> bare(type, new byte[100])).isInstanceOf(DamagedImageException.class);
    }

    private void tryBare(FileType type, byte[] picture) throws IOException {
        try {
            assertThat(bare(type, picture)).isNotEmpty();
        } catch (DamagedImageException e) {
            assertThat(e).hasMessageContaining(type == FileType.WEBP ? "WebP" : type.name());
        }
    }

    private byte[] bare(FileType type, byte[] picture) throws IOException {
        Path to = folder.resolve("bare");
        Files.deleteIfExists(to);
        Pictures.copyBare(type, Files.write(folder.resolve("picture"), picture), to);
        return Files.readAllBytes(to);
    }

    /** As the first TIFF structure in the file says. */
    private static int orientation(byte[] picture) {
        int tiff = text(picture).indexOf("MM\0*");
        return tiff < 0 ? 1 : Exif.orientation(Arrays.copyOfRange(picture, tiff, picture.length));
    }

    private static void assertSamePixels(byte[] one, byte[] other) throws IOException {
        BufferedImage left = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(one)));
        BufferedImage right = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(other)));
        assertThat(pixels(left)).isEqualTo(pixels(right));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
