package org.resnetstudio.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.Test;

/** The libraries that read pictures are not older than {@code docs/picture-libraries.md} says. */
class PictureLibrariesTest {
    private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| ((?:0x)?[0-9a-f.]*\\d) \\|.*");

    @Test
    void noneIsOlderThanTheListSays() throws Exception {
        Map<String, String> oldest = oldest();
        Map<String, String> present = present();
        assertThat(oldest.keySet()).isEqualTo(present.keySet());
        present.forEach((library, version) -> assertThat(Arrays.compare(numbers(version), numbers(oldest.get(library))))
                .as("%s is %s, and should be %s or newer", library, version, oldest.get(library))
                .isGreaterThanOrEqualTo(0));
    }

    @Test
    void anOlderOneWouldBeNoticed() {
        assertThat(Arrays.compare(numbers("4.5.5"), numbers("4.13.0"))).isNegative();
        assertThat(Arrays.compare(numbers("0x020f"), numbers("0x0210"))).isNegative();
        assertThat(Arrays.compare(numbers("3.1.2-70"), numbers("3.1.2"))).isPositive();
    }

    /** Else what is only in the newer one is missing, and is noticed when it is called. */
    @Test
    void javaCppsNativePartIsOfItsOwnVersion() throws Exception {
        String version = Loader.getVersion();
        assertThat(System.getProperty("java.class.path").split(File.pathSeparator))
                .extracting(entry -> new File(entry).getName())
                .filteredOn(name -> name.startsWith("javacpp-"))
                .hasSizeGreaterThan(1)
                .allMatch(name -> name.contains("-" + version));
    }

    @Test
    void noOtherLibraryReadsPictures() {
        List<ImageReaderSpi> readers = new ArrayList<>();
        IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, false)
                .forEachRemaining(readers::add);
        assertThat(readers)
                .isNotEmpty()
                .allMatch(reader -> reader.getClass().getModule().equals(ImageIO.class.getModule()));
    }

    private static Map<String, String> oldest() throws Exception {
        Map<String, String> oldest = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("docs", "picture-libraries.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                oldest.put(row.group(1), row.group(2));
            }
        }
        return oldest;
    }

    private static Map<String, String> present() throws Exception {
        String build = opencv_core.getBuildInformation().getString();
        Map<String, String> present = new LinkedHashMap<>();
        present.put("JavaCPP", Loader.getVersion());
        // with the zero that ends texts in C
        present.put("OpenCV", opencv_core.getVersionString().getString().trim());
        present.put("libjpeg-turbo", built(build, "libjpeg-turbo \\(ver ([0-9.-]+)\\)"));
        present.put("libpng", built(build, "PNG: .*\\(ver ([0-9.]+)\\)"));
        present.put("libtiff", built(build, "TIFF: .*\\(ver \\d+ - ([0-9.]+)\\)"));
        present.put("libwebp", built(build, "WEBP: .*decoder: (0x[0-9a-f]+)"));
        present.put("FFmpeg", avutil.av_version_info().getString());
        return present;
    }

    private static String built(String information, String pattern) {
        Matcher version = Pattern.compile(pattern).matcher(information);
        assertThat(version.find()).as("%s in %s", pattern, information).isTrue();
        return version.group(1);
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[.-]")).mapToInt(Integer::decode).toArray();
    }
}
