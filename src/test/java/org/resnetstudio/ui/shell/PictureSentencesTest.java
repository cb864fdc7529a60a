package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.dataset.FolderScanner;
import org.resnetstudio.dataset.ImportListener;
import org.resnetstudio.dataset.ImportProblem;
import org.resnetstudio.dataset.LabelFile;
import org.resnetstudio.dataset.LeftOut;
import org.resnetstudio.dataset.Pictures;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.ScanResult;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.image.ImageDecoder;
import org.resnetstudio.image.OtherFormat;
import org.resnetstudio.image.Resizer;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.problem.UserException;
import org.resnetstudio.project.Project;
import org.resnetstudio.project.ProjectException;

/** What goes wrong with pictures, label files and projects is said in the language of the desktop, and in English elsewhere. */
class PictureSentencesTest {
    private static final Pattern KEY = Pattern.compile("\"(problem\\.(?:image|dataset|project)\\.[\\w.-]*[\\w-])\"");

    private final Messages chinese =
            Messages.of(Languages.installed().named("zh-CN").orElseThrow());

    @TempDir
    private Path folder;

    private void assertSaid(Sentence sentence, String english, String inChinese) {
        assertThat(sentence.english()).isEqualTo(english);
        assertThat(chinese.text(sentence)).isEqualTo(inChinese);
    }

    private void assertRefused(Path picture, String english, String inChinese) {
        assertThatThrownBy(() -> new ImageDecoder().decode(picture))
                .hasMessage(english)
                .isInstanceOfSatisfying(UserException.class, told -> assertSaid(told.sentence(), english, inChinese));
    }

    private byte[] jpeg() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        return bytes.toByteArray();
    }

    @Test
    void picturesThatCannotBeRead() throws IOException {
        assertRefused(
                Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg(), 400)),
                "The picture is cut off: the file ends before the picture does; copy it again.",
                "图片不完整：文件在图片结束之前就中断了；请重新复制。");
        assertRefused(
                Files.writeString(folder.resolve("photo.NEF"), "II*"),
                "A raw picture, as cameras take them (CR2, NEF, ARW, DNG …), which has to be developed first; export it as"
                        + " JPEG or TIFF with the camera's program, darktable or RawTherapee.",
                "相机拍摄的 RAW 图片（CR2、NEF、ARW、DNG …），须先冲洗；请用相机的软件、darktable 或 RawTherapee 导出为 JPEG 或 TIFF。");
        assertRefused(Files.createFile(folder.resolve("empty.png")), "The file is empty.", "文件是空的。");
        byte[] bitmap = new byte[60];
        bitmap[0] = 'B';
        bitmap[1] = 'M';
        assertThatThrownBy(() -> new ImageDecoder().decode(Files.write(folder.resolve("odd.bmp"), bitmap)))
                .isInstanceOfSatisfying(UserException.class, told -> assertThat(chinese.text(told.sentence()))
                        .doesNotContainPattern("[a-z]{4}")
                        .endsWith("。"));
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        assertThatThrownBy(() -> Resizer.fit(null, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertSaid(
                Sentence.of("problem.image.pixels", 30_000L, 30_000L, 200L),
                "30,000 x 30,000 pixels is more than the 200 million pixels allowed; make the picture smaller.",
                "30,000 × 30,000 像素超过允许的上限（200 百万像素）；请缩小图片。");
        assertSaid(
                Sentence.of("problem.image.damaged", Sentence.of("problem.image.damaged.checksum")),
                "The picture is damaged: a checksum does not match; copy it again.",
                "图片已损坏：校验和不符；请重新复制。");
        assertSaid(
                Sentence.of("problem.image.unsupported", Sentence.of("problem.image.unsupported.channels", 5)),
                "The picture has 5 channels, which cannot be read; save it as PNG or JPEG.",
                "无法读取此图片：有 5 个通道；请另存为 PNG 或 JPEG。");
    }

    @Test
    void everyOtherFormatHasItsSentence() {
        for (OtherFormat format : OtherFormat.values()) {
            assertThat(format.sentence().english()).startsWith("A").endsWith(".");
            assertThat(chinese.text(format.sentence())).endsWith("。");
        }
    }

    @Test
    void whatAnImportLeavesOut() throws IOException {
        Pictures.write(folder.resolve("train/cat/1.png"));
        Pictures.write(folder.resolve("test/cat/2.png"));
        Pictures.write(folder.resolve("notes/3.png"));
        Files.writeString(folder.resolve("train/cat/readme.txt"), "no picture");
        ScanResult scan = new FolderScanner().scan(List.of(folder));

        assertThat(scan.problems())
                .extracting(problem -> chinese.text(problem.reason()))
                .containsExactlyInAnyOrder("此文件夹与“test 和 train”并列，而后者是数据集的各个部分，因此未读取；如果其中有图片，请单独导入。", "此文件不是图片，因此未读取。");
        assertSaid(LeftOut.counted(scan.leftOut()), "1 other file, 1 folder", "1 个其他文件、1 个文件夹");
    }

    @Test
    void manyNamesAreCounted() throws IOException {
        for (String name : List.of("1", "2", "3", "4", "5", "6", "7")) {
            Pictures.write(folder.resolve(name + "/cat/1.png"));
            Pictures.write(folder.resolve(name + "/dog/1.png"));
        }
        assertThat(new FolderScanner().scan(List.of(folder)).warnings())
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.reason().english()).startsWith("1, 2, 3, 4, 5 and 2 more were taken as classes");
                    assertThat(chinese.text(warning.reason()))
                            .startsWith("“1、2、3、4、5 以及另外 2 个”被当作类别")
                            .contains("cat 和 dog");
                });
    }

    @Test
    void rowsOfALabelFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("labels.csv"), "file,class,split\n,cat,\n1.png,cat,later\n2.png,cat,\n2.png,dog,test\n");
        List<ImportProblem> problems = LabelFile.readOnce(file, folder::resolve).problems();

        assertSaid(problems.get(0).reason(), "Line 2 names no file, so it was left out.", "第 2 行没有写明文件，因此未读取。");
        assertSaid(
                problems.get(1).reason(),
                "Line 3 has the split \"later\", so it was left out; use train, validation or test.",
                "第 3 行的划分为“later”，因此未读取；请使用 train、validation 或 test。");
        assertSaid(
                problems.get(2).reason(),
                "Line 5 has \"2.png\" as \"dog\" in test, but Line 4 as \"cat\"; Line 4 counts, so delete the wrong one.",
                "第 5 行中“2.png”为测试集中的“dog”，而第 4 行中为“cat”；以第 4 行为准，请删除错误的一行。");
    }

    @Test
    void projectsAndTheirEdits() throws ProjectException {
        Path home = folder.resolve("project");
        Pictures.folder(folder.resolve("pictures/cat"), 2);
        try (Project project = Project.create(home)) {
            project.importSources(List.of(folder.resolve("pictures")), ImportListener.NONE, () -> false);
            assertThatThrownBy(() -> project.addClass("CAT"))
                    .isInstanceOfSatisfying(
                            UserException.class,
                            told -> assertSaid(
                                    told.sentence(),
                                    "There is a class named cat already; choose another name.",
                                    "已有名为 cat 的类别；请选择其他名称。"));
            assertThatThrownBy(() -> project.addClass(" "))
                    .isInstanceOfSatisfying(
                            UserException.class,
                            told -> assertSaid(
                                    told.sentence(),
                                    "A class needs a name of 1 to 200 characters, not \"\".",
                                    "类别的名称须有 1 到 200 个字符，不能是“”。"));
            assertThatThrownBy(() -> Project.open(home))
                    .isInstanceOfSatisfying(
                            UserException.class,
                            told -> assertSaid(
                                    told.sentence(),
                                    "The project " + home + " is already open in another studio; close it there first.",
                                    "项目 " + home + " 已在另一个 ResNet Studio 中打开；请先在那里关闭。"));
            assertSaid(project.undoDescription().orElseThrow(), "Imported 2 pictures", "导入 2 张图片");
            List<Long> ids =
                    project.dataset().samples().stream().map(Sample::id).toList();
            project.setSplit(ids.subList(0, 1), Optional.of(Split.VALIDATION));
            assertSaid(project.undoDescription().orElseThrow(), "Moved 1 picture to validation", "将 1 张图片移到验证集");
            project.label(ids, OptionalInt.empty());
        }
        try (Project again = Project.open(home)) {
            assertSaid(again.undoDescription().orElseThrow(), "Removed the label of 2 pictures", "清除 2 张图片的标注");
            assertSaid(again.undo().orElseThrow(), "Removed the label of 2 pictures", "清除 2 张图片的标注");
        }
    }

    /** A key without a text would be found out only when something goes wrong for somebody. */
    @Test
    void everyKeyInTheseSourcesHasAText() throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        for (String name : List.of("image", "dataset", "project")) {
            try (Stream<Path> files = Files.list(Path.of("src/main/java/org/resnetstudio", name))) {
                for (Path file : files.toList()) {
                    KEY.matcher(Files.readString(file)).results().forEach(match -> keys.add(match.group(1)));
                }
            }
        }
        assertThat(keys).hasSizeGreaterThan(150).isSubsetOf(chinese.bundle().keySet());
    }
}
