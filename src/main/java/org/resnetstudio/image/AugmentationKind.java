package org.resnetstudio.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.resnetstudio.problem.InvalidValueException;

/** The augmentations somebody can choose from, with their names on the command line and their strengths. */
public enum AugmentationKind {
    FLIP("flip", 0, 0),
    VERTICAL_FLIP("vertical-flip", 0, 0),
    /** Strength in pixels; the default is an eighth of the image size. */
    CROP("crop", 512, 0),
    /** Strength in degrees. */
    ROTATION("rotation", 180, 15),
    /** Strength as a fraction of the side. */
    SHIFT("shift", 0.5, 0.1),
    /** Strength as a fraction of the size. */
    ZOOM("zoom", 0.9, 0.1),
    /** Strength as the exponent's distance from 1. */
    GAMMA("gamma", 3, 0.3);

    private static final String NO_AUGMENTATION = "none";

    private final String cliName;
    private final double most;
    private final double usual;

    AugmentationKind(String cliName, double most, double usual) {
        this.cliName = cliName;
        this.most = most;
        this.usual = usual;
    }

    /** The name on the command line. */
    public String cliName() {
        return cliName;
    }

    /** Whether a strength can be given. */
    public boolean hasStrength() {
        return most > 0;
    }

    /** The greatest strength. */
    public double maximum() {
        return most;
    }

    /** The strength where none is given, at this training size. */
    public double usualStrength(int imageSizePx) {
        return this == CROP ? Math.max(1, Math.min(most, Math.rint(imageSizePx / 8.0))) : usual;
    }

    void check(double strength) {
        if (!(strength >= 0 && strength <= most)) {
            throw new InvalidValueException("The augmentation " + cliName + " cannot have the strength "
                    + number(strength) + "; give 0 to " + number(most) + ".");
        }
    }

    static Augmentation parse(String list, int imageSizePx) {
        Augmentation augmentation = Augmentation.NONE;
        for (String item : list.split(",", -1)) {
            String text = item.strip().toLowerCase(Locale.ROOT);
            if (text.equals(NO_AUGMENTATION)) {
                if (!list.strip().equalsIgnoreCase(NO_AUGMENTATION)) {
                    throw new InvalidValueException(
                            "\"" + list + "\" asks for augmentations and for none; leave one of them out.");
                }
                return Augmentation.NONE;
            }
            int equals = text.indexOf('=');
            AugmentationKind kind =
                    named(equals < 0 ? text : text.substring(0, equals).strip());
            augmentation = kind.with(
                    augmentation,
                    equals < 0
                            ? kind.usualStrength(imageSizePx)
                            : kind.strength(text.substring(equals + 1).strip()));
        }
        return augmentation;
    }

    private static AugmentationKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.cliName.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("There is no augmentation \"" + name
                        + "\"; choose from "
                        + Arrays.stream(values()).map(AugmentationKind::cliName).collect(Collectors.joining(", "))
                        + ", or none."));
    }

    private double strength(String text) {
        if (!hasStrength()) {
            throw new InvalidValueException(
                    "The augmentation " + cliName + " has no strength; write " + cliName + " alone.");
        }
        double strength;
        try {
            strength = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InvalidValueException(
                    "\"" + text + "\" is no strength for the augmentation " + cliName + "; give a number from 0 to "
                            + number(most) + ".",
                    e);
        }
        check(strength);
        if (this == CROP && strength != Math.rint(strength)) {
            throw new InvalidValueException(
                    "The augmentation crop takes whole pixels, not " + text + "; give 0 to " + number(most) + ".");
        }
        return strength;
    }

    private Augmentation with(Augmentation augmentation, double strength) {
        return switch (this) {
            case FLIP -> augmentation.withHorizontalFlip(true);
            case VERTICAL_FLIP -> augmentation.withVerticalFlip(true);
            case CROP -> augmentation.withCropPaddingPx((int) strength);
            case ROTATION -> augmentation.withRotationDegrees(strength);
            case SHIFT -> augmentation.withShiftFraction(strength);
            case ZOOM -> augmentation.withZoomFraction(strength);
            case GAMMA -> augmentation.withGammaFraction(strength);
        };
    }

    static String text(Augmentation augmentation) {
        List<String> parts = new ArrayList<>();
        if (augmentation.horizontalFlip()) {
            parts.add(FLIP.cliName);
        }
        if (augmentation.verticalFlip()) {
            parts.add(VERTICAL_FLIP.cliName);
        }
        CROP.addTo(parts, augmentation.cropPaddingPx());
        ROTATION.addTo(parts, augmentation.rotationDegrees());
        SHIFT.addTo(parts, augmentation.shiftFraction());
        ZOOM.addTo(parts, augmentation.zoomFraction());
        GAMMA.addTo(parts, augmentation.gammaFraction());
        return parts.isEmpty() ? NO_AUGMENTATION : String.join(",", parts);
    }

    private void addTo(List<String> parts, double strength) {
        if (strength > 0) {
            parts.add(cliName + "=" + number(strength));
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
