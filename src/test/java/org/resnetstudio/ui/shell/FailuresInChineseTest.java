package org.resnetstudio.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.benchmark.TrialWork;
import org.resnetstudio.codec.NetworkJson;
import org.resnetstudio.engine.Engines;
import org.resnetstudio.engine.Way;
import org.resnetstudio.export.BundleReader;
import org.resnetstudio.files.AtomicFile;
import org.resnetstudio.files.DiskFailure;
import org.resnetstudio.inference.Classifier;
import org.resnetstudio.json.SentenceJson;
import org.resnetstudio.network.BlockKind;
import org.resnetstudio.network.NetworkGraph;
import org.resnetstudio.network.Variants;
import org.resnetstudio.problem.Sentence;
import org.resnetstudio.weights.FittedWeights;
import org.resnetstudio.weights.Safetensors;
import org.resnetstudio.weights.WeightInitializer;

/** What goes wrong below the desktop is said in its language, and in English as ever. */
class FailuresInChineseTest {
    private static final Messages CHINESE =
            Messages.of(Languages.installed().named("zh-CN").orElseThrow());

    @TempDir
    private Path folder;

    private static void isTold(ThrowingCallable work, String english, String chinese) {
        Throwable failure = catchThrowable(work);
        assertThat(failure).hasMessage(english);
        assertThat(CHINESE.sentence(failure)).isEqualTo(chinese);
    }

    @Test
    void ofNetworks() {
        isTold(
                () -> Variants.spec("resnet20", 7, 10),
                "The image size must be 8 to 2048 pixels, not 7.",
                "图片尺寸须为 8 到 2048 像素，不能是 7。");
        isTold(
                () -> Variants.cifarStages(1000, BlockKind.BASIC),
                "A CIFAR ResNet of basic blocks has 6 n + 2 layers, not 1000: choose 998 or 1004.",
                "采用基本块的 CIFAR ResNet 有 6 n + 2 层，不能是 1000 层：请选择 998 或 1004。");
        isTold(
                () -> NetworkGraph.compile(Variants.spec("resnet20", 32, 10)).node("fc2"),
                "The network has no layer named fc2.",
                "网络中没有名为 fc2 的层。");
    }

    @Test
    void ofWeights() throws IOException {
        Path file = Files.writeString(folder.resolve("w.safetensors"), "12345678{}", StandardCharsets.US_ASCII);
        isTold(
                () -> Safetensors.read(file),
                file + " is damaged or not a safetensors file, because its header claims a length of"
                        + " 4050765991979987505 bytes: export it again, or choose another file.",
                file + " 已损坏或不是 safetensors 文件：其文件头声称长度为 4050765991979987505 字节；请重新导出，或选择其他文件。");
        NetworkGraph small = NetworkGraph.compile(Variants.spec("resnet20", 32, 10));
        NetworkGraph large = NetworkGraph.compile(Variants.spec("resnet32", 32, 10));
        isTold(
                () -> FittedWeights.fit(
                        small, WeightInitializer.initialize(large, 1), WeightInitializer.initialize(small, 1), "w"),
                "The weights in w are not those of resnet20; not needed: layer1.3.conv1.weight, layer1.3.bn1.weight,"
                        + " layer1.3.bn1.bias, layer1.3.bn1.running_mean, layer1.3.bn1.running_var and 55 more."
                        + " Choose the network that they were trained in.",
                "w 中的权重不是 resnet20 的；多余：layer1.3.conv1.weight、layer1.3.bn1.weight、layer1.3.bn1.bias、"
                        + "layer1.3.bn1.running_mean、layer1.3.bn1.running_var，还有 55 个。请选择训练这些权重的网络。");
    }

    @Test
    void ofFilesAndDisks() {
        isTold(
                () -> AtomicFile.write(folder, new byte[1]),
                folder + " is a folder: give the name of a file.",
                folder + " 是文件夹：请指定文件名。");
        Sentence full = DiskFailure.sentence("a.onnx", new FileSystemException("a", null, "No space left on device"))
                .orElseThrow();
        assertThat(full.english())
                .isEqualTo("The disk is full, so that a.onnx could not be written: free some space and try again.");
        assertThat(CHINESE.text(full)).isEqualTo("磁盘已满，无法写入 a.onnx：请释放一些空间后重试。");
        isTold(
                () -> Files.readString(folder.resolve("none")),
                folder.resolve("none").toString(),
                "文件或文件夹 " + folder.resolve("none") + " 不存在：请检查路径。");
        assertThat(CHINESE.sentence(new IllegalStateException("odd")))
                .isEqualTo("出现了不应该发生的错误：IllegalStateException (odd)；请反馈此问题，并说明您之前的操作。");
    }

    @Test
    void ofModels() throws IOException {
        Path bundle = Files.writeString(folder.resolve("m.zip"), "no zip");
        isTold(
                () -> BundleReader.read(bundle),
                "The bundle " + bundle + " is damaged or not a zip file: export it again, or choose another file.",
                "模型包 " + bundle + " 已损坏或不是 zip 文件：请重新导出，或选择其他文件。");
        isTold(
                () -> Classifier.open(folder),
                "The folder " + folder + " has no model.onnx: choose the folder of a run that has finished at least one"
                        + " epoch.",
                "文件夹 " + folder + " 中没有 model.onnx：请选择已完成至少一轮的训练任务的文件夹。");
    }

    @Test
    void ofDescriptionsAndAugmentations() {
        isTold(() -> NetworkJson.read("{"), "the network is not valid JSON", "网络不是有效的 JSON");
        isTold(
                () -> NetworkJson.read(NetworkJson.write(Variants.spec("resnet20", 32, 10))
                        .replace("\"imageSizePx\":32", "\"imageSizePx\":1")),
                "the network cannot be understood (The image size must be 8 to 2048 pixels, not 1)",
                "网络无法理解（图片尺寸须为 8 到 2048 像素，不能是 1）");
        isTold(
                () -> Augmentations.parse("rotation=1:2", 32),
                "The augmentation rotation takes 1 number, not 2.",
                "数据增强 rotation 最多接受 1 个数，不能是 2 个。");
        isTold(
                () -> Augmentations.parse("rotation=x", 32),
                "\"x\" is no strength for the augmentation rotation; give a number from 0 to 180.",
                "“x”不是数据增强 rotation 的强度；请给出 0 到 180 之间的数字。");
    }

    @Test
    void ofEngines() {
        isTold(() -> Way.named("sideways"), "There is no way of computing named sideways.", "没有名为 sideways 的计算方式。");
        String names = String.join(
                ", ",
                Engines.ofThisProgram().all().stream()
                        .map(engine -> engine.shortName())
                        .toList());
        isTold(
                () -> Engines.ofThisProgram().named("x"),
                "This studio has no engine x: choose one of " + names + ".",
                "此 ResNet Studio 没有引擎 x：请选择以下之一：" + names + "。");
        isTold(
                () -> new TrialWork(Variants.spec("resnet20", 32, 10), 0),
                "A trial needs at least 2 pictures, not 0.",
                "测试至少需要 2 张图片，不能是 0 张。");
    }

    @Test
    void ofProcessesToo() {
        Sentence sentence = Sentence.of(
                "problem.weights.damaged",
                Path.of("a"),
                Sentence.of("problem.weights.short", 5L),
                List.of(),
                Optional.empty());
        Sentence read = SentenceJson.read(SentenceJson.toTree(sentence)).orElseThrow();
        assertThat(read.english()).isEqualTo(sentence.english());
        assertThat(CHINESE.text(read)).isEqualTo("a 已损坏或不是 safetensors 文件：它只有 5 字节；请重新导出，或选择其他文件。");
    }
}
