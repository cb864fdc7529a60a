package org.resnetstudio.ui.use;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.resnetstudio.inference.Classifier;

/**
 * Keeps the model that was used last open, so that only its first picture waits for it. A model that changed on disk, as
 * one in training does at each new best epoch, is opened again. Thread-safe.
 */
public final class ClassifierCache implements AutoCloseable {
    private Entry current;

    private static final class Entry {
        private final Path location;
        private final FileTime modified;
        private final Classifier classifier;
        private int leases;
        private boolean retired;

        private Entry(Path location, FileTime modified, Classifier classifier) {
            this.location = location;
            this.modified = modified;
            this.classifier = classifier;
        }

        private void closeIfUnused() {
            if (retired && leases == 0) {
                classifier.close();
            }
        }
    }

    /** The right to use a classifier until it is closed; the model stays open that long. */
    public final class Lease implements AutoCloseable {
        private final Entry entry;

        private Lease(Entry entry) {
            this.entry = entry;
        }

        /** The open model. */
        public Classifier classifier() {
            return entry.classifier;
        }

        @Override
        public void close() {
            synchronized (ClassifierCache.this) {
                entry.leases--;
                entry.closeIfUnused();
            }
        }
    }

    /**
     * Opens a model, or takes the one that is open already.
     *
     * @param location a run's folder, a bundle or an ONNX file
     * @throws IOException if it cannot be opened; the message says what to do
     */
    public synchronized Lease acquire(Path location) throws IOException {
        Path file = Files.isDirectory(location) ? location.resolve("model.onnx") : location;
        FileTime modified = Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
        if (current == null || !current.location.equals(location) || !current.modified.equals(modified)) {
            Entry opened = new Entry(location, modified, Classifier.open(location));
            retireCurrent();
            current = opened;
        }
        current.leases++;
        return new Lease(current);
    }

    private void retireCurrent() {
        if (current != null) {
            current.retired = true;
            current.closeIfUnused();
            current = null;
        }
    }

    /** Closes the model as soon as nobody uses it. */
    @Override
    public synchronized void close() {
        retireCurrent();
    }
}
