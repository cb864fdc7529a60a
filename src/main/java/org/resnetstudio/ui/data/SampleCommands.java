package org.resnetstudio.ui.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.resnetstudio.dataset.ImageClass;
import org.resnetstudio.dataset.Sample;
import org.resnetstudio.dataset.Split;
import org.resnetstudio.ui.shell.Messages;
import org.resnetstudio.ui.shell.StudioContext;

/**
 * What keys and menus do with the pictures that are chosen in a grid: label, split, exclude, remove. Asks before more
 * labels than a person would easily give again are replaced or taken away. Used on the FX thread.
 */
public final class SampleCommands {
    /** The setting whether labelling one picture goes on to the next; on where it was never chosen. */
    static final String AUTO_ADVANCE = "data.auto-advance";
    /** So many labels are replaced or taken away without a question. */
    static final int FEW_LABELS = 20;

    private final StudioContext context;
    private final ProjectEdits edits;
    private final Questions questions;
    private final ChosenSamples chosen;

    /** Commands for one grid. */
    public SampleCommands(StudioContext context, ProjectEdits edits, Questions questions, ChosenSamples chosen) {
        this.context = context;
        this.edits = edits;
        this.questions = questions;
        this.chosen = chosen;
    }

    /** The pictures that they act on. */
    public ChosenSamples chosen() {
        return chosen;
    }

    /** The classes of the project, in order. */
    public List<ImageClass> classes() {
        return context.project().dataset().classes();
    }

    /** The files of the chosen pictures. */
    public List<Path> files() {
        return chosen.selected().stream().map(Sample::file).toList();
    }

    /** Labels the chosen pictures as a class, by its index; says so where there is no such class. */
    public void label(int classIndex) {
        if (classIndex >= classes().size()) {
            context.notifier()
                    .info(context.messages()
                            .text(
                                    "data.no-such-class",
                                    classIndex + 1,
                                    classes().size()));
            return;
        }
        label(OptionalInt.of(classIndex));
    }

    /** Takes the labels of the chosen pictures away. */
    public void clearLabel() {
        label(OptionalInt.empty());
    }

    private void label(OptionalInt classIndex) {
        List<Sample> samples = chosen.selected();
        if (samples.isEmpty()) {
            context.notifier().info(context.messages().text("data.nothing-selected"));
            return;
        }
        int lost = (int) samples.stream()
                .filter(sample -> sample.classIndex().isPresent())
                .filter(sample -> !sample.classIndex().equals(classIndex))
                .count();
        Messages messages = context.messages();
        String title = classIndex.isPresent()
                ? messages.text(
                        "data.ask.label",
                        samples.size(),
                        classes().get(classIndex.getAsInt()).name())
                : messages.text("data.ask.unlabel", samples.size());
        String yes = messages.text(classIndex.isPresent() ? "data.ask.label.yes" : "data.ask.unlabel.yes");
        unlessMany(lost, new Question(title, messages.text("data.ask.lost", lost), yes, () -> {
            // On to the next first: the labelled picture may pass the filter no longer, and nothing is chosen then.
            if (samples.size() == 1 && autoAdvance()) {
                chosen.goOn();
            }
            edits.apply(project -> project.label(ids(samples), classIndex));
        }));
    }

    /** Whether labelling one picture goes on to the next. */
    boolean autoAdvance() {
        return context.settings().value(AUTO_ADVANCE).map(Boolean::valueOf).orElse(true);
    }

    /** Moves the chosen pictures to a split, or out of any. */
    public void setSplit(Optional<Split> split) {
        List<Sample> samples = some();
        if (!samples.isEmpty()) {
            edits.apply(project -> project.setSplit(ids(samples), split));
        }
    }

    /** Whether all chosen pictures are left out of training. */
    public boolean allExcluded() {
        return chosen.selected().stream().allMatch(Sample::excluded);
    }

    /** Leaves the chosen pictures out; when all of them are left out already, takes them in again. */
    public void toggleExcluded() {
        List<Sample> samples = some();
        boolean exclude = !samples.stream().allMatch(Sample::excluded);
        if (!samples.isEmpty()) {
            edits.apply(project -> project.setExcluded(ids(samples), exclude));
        }
    }

    /** Removes the chosen pictures from the project; their files stay. */
    public void remove() {
        List<Sample> samples = some();
        if (samples.isEmpty()) {
            return;
        }
        int lost = (int) samples.stream()
                .filter(sample -> sample.classIndex().isPresent())
                .count();
        Messages messages = context.messages();
        unlessMany(
                lost,
                new Question(
                        messages.text("data.ask.remove", samples.size()),
                        messages.text("data.ask.lost", lost),
                        messages.text("data.ask.remove.yes"),
                        () -> edits.apply(project -> project.removeSamples(ids(samples)))));
    }

    /** Does it, and asks before when more than a few labels are lost by it. */
    void unlessMany(int lostLabels, Question question) {
        if (lostLabels > FEW_LABELS) {
            questions.ask(question);
        } else {
            question.action().run();
        }
    }

    /** The chosen pictures; says so where there are none. */
    private List<Sample> some() {
        List<Sample> samples = chosen.selected();
        if (samples.isEmpty()) {
            context.notifier().info(context.messages().text("data.nothing-chosen"));
        }
        return samples;
    }

    private static List<Long> ids(List<Sample> samples) {
        return samples.stream().map(Sample::id).toList();
    }
}
