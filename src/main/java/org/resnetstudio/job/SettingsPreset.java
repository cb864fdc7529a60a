package org.resnetstudio.job;

/** Hyper-parameters that go together. */
public sealed interface SettingsPreset permits Preset, PresetFile {
    /**
     * All of its settings, from random weights, with seed 1.
     *
     * @param imageSizePx width and height of the pictures that the network sees
     */
    TrainingConfig config(int imageSizePx);
}
