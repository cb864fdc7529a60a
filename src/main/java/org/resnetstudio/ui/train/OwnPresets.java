package org.resnetstudio.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.resnetstudio.job.PresetFile;
import org.resnetstudio.job.TrainingConfig;
import org.resnetstudio.problem.InvalidValueException;
import org.resnetstudio.ui.network.CurrentNetwork;
import org.resnetstudio.ui.shell.FilePickers;
import org.resnetstudio.ui.shell.StudioContext;

/** Presets of somebody's own: saves the settings of the form as a file, and fills them in from one. Used on the FX thread. */
final class OwnPresets {
    private static final String PURPOSE = "preset";

    private final StudioContext context;
    private final TrainForm form;
    private final CurrentNetwork network;

    OwnPresets(StudioContext context, TrainForm form, CurrentNetwork network) {
        this.context = context;
        this.form = form;
        this.network = network;
    }

    /** Saves what the form says, if somebody says where. */
    void save() {
        Optional<TrainingConfig> config = config();
        if (config.isEmpty()) {
            context.notifier().error(context.messages().text("train.preset.wrong"));
            return;
        }
        PresetFile preset = new PresetFile(config.get());
        context.files()
                .save(PURPOSE, context.messages().text("train.preset.title"), "preset.json", kind())
                .ifPresent(file -> context.jobs()
                        .job(context.messages().text("train.preset.title"), progress -> {
                            preset.write(file);
                            return file;
                        })
                        .onSuccess(saved ->
                                context.notifier().info(context.messages().text("train.preset.saved", saved)))
                        .onFailure(this::tell)
                        .start());
    }

    /** Fills in the form from a file that somebody chooses, and says what has no field in it. */
    void open() {
        List<Path> files = context.files().files(PURPOSE, context.messages().text("train.preset.open"), kind());
        if (files.isEmpty()) {
            return;
        }
        context.jobs()
                .job(context.messages().text("train.preset.open"), progress -> PresetFile.read(files.get(0)))
                .onSuccess(this::take)
                .onFailure(this::tell)
                .start();
    }

    private void take(PresetFile preset) {
        form.take(preset, network.get().imageSizePx());
        List<String> left = config().map(preset::differencesFrom).orElse(List.of());
        if (!left.isEmpty()) {
            context.notifier().info(context.messages().text("train.preset.left", String.join(", ", left)));
        }
    }

    /** What the form says; empty where it says what cannot be trained. */
    private Optional<TrainingConfig> config() {
        if (!form.validProperty().get()) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.config(network.get().forTwo()));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private FilePickers.FileKind kind() {
        return new FilePickers.FileKind(context.messages().text("train.preset.file"), List.of("*.json"));
    }

    private void tell(Throwable failure) {
        context.notifier().error(context.messages().sentence(failure));
    }
}
