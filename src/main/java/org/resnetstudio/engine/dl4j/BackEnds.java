package org.resnetstudio.engine.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.nd4j.common.config.ND4JClassLoading;
import org.resnetstudio.engine.Device;
import org.resnetstudio.engine.GraphicsCard;
import org.resnetstudio.engine.NvidiaSmi;

/**
 * Which of ND4J's back ends it gets to see. ND4J tries them all and takes CUDA's first: without a driver that prints a stack trace, and
 * on a card for which it has no machine code it crashes later.
 */
final class BackEnds {
    /** Where back ends name themselves; a text, so that it can be asked for where ND4J is missing. */
    static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

    private static final String CUDA = "org.nd4j.linalg.jcublas";

    private BackEnds() {}

    /** Leaves the CUDA back end out unless it is wanted and there is a card that it can use; must come before ND4J is loaded. */
    static void choose(Device.Kind wanted) {
        if (cudaSeenBy(ND4JClassLoading.getNd4jClassloader())
                && (wanted == Device.Kind.CPU || !cardFits(NvidiaSmi.askThisMachine()))) {
            ND4JClassLoading.setNd4jClassloader(withoutCuda(ND4JClassLoading.getNd4jClassloader()));
        }
    }

    /** Whether the first card, which ND4J computes on, can be used. */
    static boolean cardFits(NvidiaSmi.Answer answer) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<GraphicsCard> cards = answer.cards();
        return !cards.isEmpty()
                && Dl4jProvider.CUDA.obstacle(cards.get(0), windows).isEmpty();
    }

    /** Whether a class loader sees the CUDA back end (Maven's profile {@code cuda}). */
    static boolean cudaSeenBy(ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(SERVICE)).stream().anyMatch(BackEnds::namesCuda);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class loader like its parent, but without the list in which the CUDA back end names itself. */
    static ClassLoader withoutCuda(ClassLoader parent) {
        return new ClassLoader(parent) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                List<URL> found = new ArrayList<>(Collections.list(super.getResources(name)));
                if (name.equals(SERVICE)) {
                    found.removeIf(BackEnds::namesCuda);
                }
                return Collections.enumeration(found);
            }
        };
    }

    private static boolean namesCuda(URL services) {
        try (InputStream in = services.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(CUDA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
