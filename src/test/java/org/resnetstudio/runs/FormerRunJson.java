package org.resnetstudio.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.resnetstudio.augmentation.Augmentations;
import org.resnetstudio.codec.MalformedJsonException;
import org.resnetstudio.codec.StudioJson;

/** Turns {@code run.json} into its first format, in which network and settings stood side by side. */
public final class FormerRunJson {
    private FormerRunJson() {}

    /** Changes the document. */
    public static void make(ObjectNode run) {
        ObjectNode job = (ObjectNode) run.remove("job");
        run.put("format", 1);
        run.set("network", job.get("network"));
        ObjectNode config = (ObjectNode) job.get("training");
        ObjectNode preparation = (ObjectNode) config.get("preparation");
        try {
            Augmentations augmentations =
                    StudioJson.read(preparation.remove("augmentations"), Augmentations.class, "the list");
            preparation.put("augmentation", augmentations.cliText());
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(e);
        }
        run.set("config", config);
    }
}
