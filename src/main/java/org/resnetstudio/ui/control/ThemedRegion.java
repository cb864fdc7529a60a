package org.resnetstudio.ui.control;

import java.util.List;
import java.util.function.Function;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * A control that paints itself, with the theme's colours and in the font around it, which a canvas does not take over by itself. Style class {@code themed} maps the theme's looked-up colours to the CSS
 * properties below; whoever extends this paints in {@link #layoutChildren()}, which runs once a frame at most.
 */
abstract class ThemedRegion extends Region {
    private static final StyleablePropertyFactory<ThemedRegion> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final CssMetaData<ThemedRegion, Color> TEXT = meta("-studio-text", r -> r.text, "#1f2328");
    private static final CssMetaData<ThemedRegion, Color> MUTED = meta("-studio-muted", r -> r.muted, "#59636e");
    private static final CssMetaData<ThemedRegion, Color> LINE = meta("-studio-line", r -> r.line, "#d1d9e0");
    private static final CssMetaData<ThemedRegion, Color> SURFACE = meta("-studio-surface", r -> r.surface, "#ffffff");
    private static final CssMetaData<ThemedRegion, Color> SUBTLE = meta("-studio-subtle", r -> r.subtle, "#f6f8fa");
    private static final CssMetaData<ThemedRegion, Color> ACCENT = meta("-studio-accent", r -> r.accent, "#0969da");
    private static final CssMetaData<ThemedRegion, Color> TRAIN = meta("-studio-train", r -> r.train, "#0072b2");
    private static final CssMetaData<ThemedRegion, Color> VALIDATION =
            meta("-studio-validation", r -> r.validation, "#d55e00");

    private static final CssMetaData<ThemedRegion, Font> FONT =
            FACTORY.createFontCssMetaData("-fx-font", r -> r.font, Font.getDefault(), true);

    private final StyleableProperty<Font> font = property(FONT);
    private final StyleableProperty<Color> text = property(TEXT);
    private final StyleableProperty<Color> muted = property(MUTED);
    private final StyleableProperty<Color> line = property(LINE);
    private final StyleableProperty<Color> surface = property(SURFACE);
    private final StyleableProperty<Color> subtle = property(SUBTLE);
    private final StyleableProperty<Color> accent = property(ACCENT);
    private final StyleableProperty<Color> train = property(TRAIN);
    private final StyleableProperty<Color> validation = property(VALIDATION);

    private static CssMetaData<ThemedRegion, Color> meta(
            String css, Function<ThemedRegion, StyleableProperty<Color>> getter, String initial) {
        return FACTORY.createColorCssMetaData(css, getter, Color.web(initial), false);
    }

    private <T> StyleableProperty<T> property(CssMetaData<ThemedRegion, T> meta) {
        return new SimpleStyleableObjectProperty<>(meta, this, meta.getProperty(), meta.getInitialValue(this)) {
            @Override
            protected void invalidated() {
                requestLayout();
            }
        };
    }

    /** The family of what is written here. */
    String fontFamily() {
        return font.getValue().getFamily();
    }

    Color text() {
        return text.getValue();
    }

    Color muted() {
        return muted.getValue();
    }

    Color line() {
        return line.getValue();
    }

    Color surface() {
        return surface.getValue();
    }

    Color subtle() {
        return subtle.getValue();
    }

    Color accent() {
        return accent.getValue();
    }

    Color train() {
        return train.getValue();
    }

    Color validation() {
        return validation.getValue();
    }

    /** Whether the theme is a dark one. */
    boolean dark() {
        return HeatRamp.luminance(surface()) < 0.2;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }
}
