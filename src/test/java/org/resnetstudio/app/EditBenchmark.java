package org.resnetstudio.app;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.project.LargeProject;
import org.resnetstudio.project.Project;
import org.resnetstudio.ui.shell.ScreenId;

/**
 * Measures what opening a large project and labelling in it costs, in the whole desktop without a display. Makes the project where the
 * folder does not exist.
 *
 * <pre>
 * java -Xmx2g -cp target/test-classes:target/classes:$(cat target/class-path.txt):OPENJFX-MONOCLE.jar \
 *     org.resnetstudio.app.EditBenchmark PROJECT_FOLDER PICTURES CLASSES [SCREEN…]
 * </pre>
 *
 * <p>The screens named are visited before anything is labelled; then Data is shown, with a text in its filter. One label is a digit key
 * pressed in the grid. Its "task" is the longest time for which the FX thread was at work for it at one stretch, its "processor" all that
 * the FX thread did until nothing more came, with layout and painting.
 */
public final class EditBenchmark {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int WARM_UP = 20;
    private static final int LABELS = 41;
    private static final int SETTLE_MILLIS = 100;
    private static final int MOST_WAITS = 50;
    private static final long IDLE_NANOS = 1_000_000;
    private static final int SETTLE_LONG_MILLIS = 5000;

    private final AtomicLong longestTaskNanos = new AtomicLong();
    private Studio studio;
    private Stage stage;
    private long fxThread;

    private EditBenchmark() {}

    /** Measures; see the class. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("glass.platform", "Monocle");
        System.setProperty("monocle.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        System.setProperty("headless.geometry", "1920x1080-32");
        Path project = Path.of(arguments[0]);
        int pictures = Integer.parseInt(arguments[1]);
        if (!Files.exists(project)) {
            LargeProject.make(project, pictures, Integer.parseInt(arguments[2]));
        }
        new EditBenchmark()
                .run(
                        project,
                        Arrays.stream(arguments)
                                .skip(3)
                                .map(name -> ScreenId.valueOf(name.toUpperCase(Locale.ROOT)))
                                .toList());
        System.exit(0);
    }

    private void run(Path project, List<ScreenId> visited) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        fxThread = onFxThread(() -> Thread.currentThread().getId());
        open(project);
        for (ScreenId screen : visited) {
            onFxThread(() -> show(screen));
            settle();
        }
        onFxThread(() -> show(ScreenId.DATA));
        onFxThread(() -> filter("7"));
        Thread.sleep(SETTLE_LONG_MILLIS);
        label();
        labelAll();
        onFxThread(() -> {
            stage.close();
            studio.close();
            return null;
        });
    }

    private void open(Path project) throws Exception {
        Path home = Files.createTempDirectory("studio-edits");
        long start = System.nanoTime();
        long processor = SYSTEM.getProcessCpuTime();
        onFxThread(() -> {
            StudioFolders folders = new StudioFolders(home.resolve("config"), home.resolve("data"), Optional.empty());
            studio = new Studio(folders, this::runTimed, new TestStudio());
            stage = new Stage();
            Scene scene = StudioApplication.scene(studio);
            stage.setScene(scene);
            studio.openFirstProject(Optional.of(project));
            stage.show();
            return null;
        });
        while (!onFxThread(() -> studio.context().project().isOpen())) {
            Thread.sleep(5);
        }
        onFxThread(() -> null);
        long shown = System.nanoTime() - start;
        do {
            Thread.sleep(SETTLE_MILLIS);
        } while (onFxThread(() -> !studio.context().jobs().running().isEmpty()));
        Thread.sleep(SETTLE_LONG_MILLIS);
        long used = SYSTEM.getProcessCpuTime() - processor;
        print(
                "open",
                "shown after %.0f ms, processor %.0f ms, FX task %.0f ms, %s",
                millis(shown),
                millis(used),
                millis(longestTaskNanos.get()),
                memory());
    }

    private static String memory() throws IOException {
        List<String> lines = Files.isReadable(Path.of("/proc/self/status"))
                ? Files.readAllLines(Path.of("/proc/self/status"))
                : List.of();
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return lines.stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .map(line -> line.replaceAll("\\s+", " "))
                        .orElse("")
                + String.format(
                        Locale.ROOT, ", heap in use %d MB", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private void label() throws Exception {
        List<Double> tasks = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        List<Double> kilobytes = new ArrayList<>();
        onFxThread(() -> press(KeyCode.HOME));
        for (int i = 0; tasks.size() < LABELS; i++) {
            KeyCode key = i % 2 == 0 ? KeyCode.DIGIT1 : KeyCode.DIGIT2;
            long version = version();
            longestTaskNanos.set(0);
            long cpu = THREADS.getThreadCpuTime(fxThread);
            long bytes = THREADS.getThreadAllocatedBytes(fxThread);
            Platform.runLater(() -> timed(() -> press(key)));
            settle();
            // A picture that has the label already is passed over.
            if (i >= WARM_UP && version() != version) {
                tasks.add(millis(longestTaskNanos.get()));
                processor.add(millis(THREADS.getThreadCpuTime(fxThread) - cpu));
                kilobytes.add((THREADS.getThreadAllocatedBytes(fxThread) - bytes) / 1024.0);
            }
        }
        print(
                "label",
                "FX task %s ms, FX processor %s ms, FX allocated %s KB",
                spread(tasks),
                spread(processor),
                spread(kilobytes));
    }

    private void labelAll() throws Exception {
        Project project = studio.context().project().project().orElseThrow();
        List<Long> ids = project.dataset().samples().stream().map(Sample::id).toList();
        for (int round = 0; round < 3; round++) {
            bulk("label all", ids, OptionalInt.of(round % 2));
            bulk("unlabel half", ids.subList(0, ids.size() / 2), OptionalInt.empty());
        }
    }

    private void bulk(String what, List<Long> ids, OptionalInt label) throws Exception {
        Project project = studio.context().project().project().orElseThrow();
        longestTaskNanos.set(0);
        long cpu = SYSTEM.getProcessCpuTime();
        long fxCpu = THREADS.getThreadCpuTime(fxThread);
        long start = System.nanoTime();
        project.label(ids, label);
        long stored = System.nanoTime() - start;
        onFxThread(() -> null);
        long shown = System.nanoTime() - start;
        Thread.sleep(SETTLE_LONG_MILLIS);
        print(
                what,
                "%d pictures: stored after %.0f ms, shown after %.0f ms, FX task %.1f ms, FX processor %.0f ms, all"
                        + " processor %.0f ms",
                ids.size(),
                millis(stored),
                millis(shown),
                millis(longestTaskNanos.get()),
                millis(THREADS.getThreadCpuTime(fxThread) - fxCpu),
                millis(SYSTEM.getProcessCpuTime() - cpu));
    }

    private long version() throws Exception {
        return studio.context().project().project().map(Project::version).orElseThrow();
    }

    private Void show(ScreenId screen) {
        studio.context().navigator().show(screen);
        return null;
    }

    private Void filter(String text) {
        ((TextField) stage.getScene().lookup("#search")).setText(text);
        return null;
    }

    private Void press(KeyCode key) {
        Node grid = stage.getScene().lookup(".thumbnail-grid");
        grid.requestFocus();
        Event.fireEvent(grid, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
        return null;
    }

    /** Until the FX thread has had nothing to do for a moment. */
    private void settle() throws InterruptedException {
        Thread.sleep(SETTLE_MILLIS);
        long before = THREADS.getThreadCpuTime(fxThread);
        for (int i = 0; i < MOST_WAITS; i++) {
            Thread.sleep(SETTLE_MILLIS);
            long now = THREADS.getThreadCpuTime(fxThread);
            if (now - before < IDLE_NANOS) {
                return;
            }
            before = now;
        }
    }

    /** What the studio does on the FX thread. */
    private void runTimed(Runnable task) {
        Platform.runLater(() -> timed(task));
    }

    private void timed(Runnable task) {
        long start = System.nanoTime();
        task.run();
        longestTaskNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
    }

    /** The middle one, and those between which nine of ten are. */
    private static String spread(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int last = sorted.size() - 1;
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                sorted.get(last / 2),
                sorted.get(last / 20),
                sorted.get(last - last / 20));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static void print(String what, String format, Object... values) {
        System.out.println(what + ": " + String.format(Locale.ROOT, format, values));
    }

    private static <T> T onFxThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
