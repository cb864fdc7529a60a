package org.resnetstudio.engine;

import java.util.Optional;

/**
 * What an engine can do on NVIDIA's graphics cards.
 *
 * @param presence whether this installation has CUDA libraries for it
 * @param offered the libraries that a build of the studio can bring
 * @param words about them
 */
public record CudaSupport(Presence presence, CudaBuild offered, Words words) {
    /** Which CUDA libraries are installed. */
    public enum Presence {
        /** None. */
        NONE,
        /** Those that a build brings. */
        OFFERED,
        /** Others, brought by the user, of which nothing is known. */
        OTHER
    }

    /**
     * Parts of sentences about CUDA libraries.
     *
     * @param libraries what they are called, with the version: {@code Deeplearning4j's CUDA 11.6}
     * @param newest follows that where a card is too new: {@code , which ends with …}; may be empty
     * @param oldest follows it where a card is too old; may be empty
     * @param buildArgument of Maven, for a build that brings them
     * @param forNewerCards what to give the engine for newer cards, to complete "give it …"; empty if nothing helps
     */
    public record Words(String libraries, String newest, String oldest, String buildArgument, String forNewerCards) {}

    /** Whether this installation has libraries for graphics cards. */
    public boolean installed() {
        return presence != Presence.NONE;
    }

    /** What keeps a build with the offered libraries from using a card. */
    public Optional<CudaBuild.Obstacle> obstacle(GraphicsCard card, boolean windows) {
        return offered.obstacle(card, windows);
    }

    /** What is known to keep the installed libraries from using a card; empty also where nothing is known of them. */
    public Optional<CudaBuild.Obstacle> installedObstacle(GraphicsCard card, boolean windows) {
        return presence == Presence.OTHER ? Optional.empty() : obstacle(card, windows);
    }

    /** Whether the installed libraries use a card, as far as is known. */
    public boolean uses(GraphicsCard card, boolean windows) {
        return installed() && installedObstacle(card, windows).isEmpty();
    }
}
