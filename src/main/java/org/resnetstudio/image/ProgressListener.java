package org.resnetstudio.image;

/** Told how far a job over many pictures is, a few times a second and once at its end, on the thread that runs the job. */
@FunctionalInterface
public interface ProgressListener {
    /**
     * Takes note of the progress so far.
     *
     * @param done pictures dealt with, readable or not
     * @param total pictures in all
     */
    void onProgress(int done, int total);

    /** For those who do not want to know. */
    static ProgressListener none() {
        return (done, total) -> {};
    }
}
