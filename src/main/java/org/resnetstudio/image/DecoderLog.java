package org.resnetstudio.image;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a native decoder has to say about a picture goes to the log with the name of its file. Decoders speak in the thread that decodes,
 * so that each thread gathers what belongs to its picture.
 */
final class DecoderLog {
    private static final Logger LOG = LoggerFactory.getLogger(DecoderLog.class);
    private static final int MOST = 20;
    private static final ThreadLocal<List<String>> SAID = ThreadLocal.withInitial(ArrayList::new);

    private DecoderLog() {}

    static void add(String message) {
        List<String> said = SAID.get();
        if (said.size() < MOST) {
            said.add(message.strip());
        }
    }

    /** Writes what was said in this thread about one picture, and gives it back. */
    static List<String> tell(String picture) {
        List<String> said = List.copyOf(SAID.get());
        SAID.remove();
        if (!said.isEmpty()) {
            LOG.info("{}: {}", picture, String.join(" | ", said));
        }
        return said;
    }
}
