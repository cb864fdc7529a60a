package org.resnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.resnetstudio.training.ClassBalance;
import org.resnetstudio.ui.network.NetworkChoice;
import org.resnetstudio.ui.shell.Messages;

/** What somebody should know before a run is started, though nothing stands against it. */
final class TrainRemarks {
    /** So many classes are named. */
    private static final int NAMES = 8;
    /** Pictures that are made smaller by more than this lose what is small in them. */
    private static final int MUCH_SMALLER = 10;
    /** From this size on a network sees enough of most photographs. */
    private static final int LARGE_PX = 128;

    private TrainRemarks() {}

    /**
     * A remark.
     *
     * @param brief in a few words
     * @param sentence what it means and what to do
     */
    record Remark(String brief, String sentence) {}

    /** The remarks on these classes and pictures with this network, the gravest first. */
    static List<Remark> of(ClassBalance balance, NetworkChoice network, OptionalInt shorterSidePx, Messages messages) {
        List<Remark> remarks = new ArrayList<>();
        if (balance.classes().stream().allMatch(c -> c.pictures() == 0)) {
            return remarks;
        }
        balance.gap()
                .ifPresent(gap -> remarks.add(new Remark(
                        messages.text(
                                "train.remark.unequal.brief",
                                gap.smallest().pictures(),
                                gap.largest().pictures()),
                        messages.text(
                                "train.remark.unequal",
                                gap.smallest().name(),
                                gap.smallest().pictures(),
                                gap.largest().name(),
                                gap.largest().pictures()))));
        add(remarks, "train.remark.empty", balance.empty(), messages);
        add(remarks, "train.remark.thin", balance.thin(), messages);
        int sizePx = network.imageSizePx();
        if (shorterSidePx.isPresent() && sizePx < LARGE_PX && shorterSidePx.getAsInt() > MUCH_SMALLER * sizePx) {
            remarks.add(new Remark(
                    messages.text("train.remark.small.brief", sizePx, shorterSidePx.getAsInt()),
                    messages.text("train.remark.small", sizePx, shorterSidePx.getAsInt())));
        }
        return remarks;
    }

    private static void add(List<Remark> remarks, String key, List<ClassBalance.Count> classes, Messages messages) {
        if (classes.isEmpty()) {
            return;
        }
        String names = classes.stream()
                .limit(NAMES)
                .map(ClassBalance.Count::name)
                .collect(Collectors.joining(", ", "", classes.size() > NAMES ? ", …" : ""));
        remarks.add(new Remark(
                messages.text(key + ".brief", classes.size(), ClassBalance.FEW),
                messages.text(key, classes.size(), ClassBalance.FEW, names)));
    }
}
