package org.resnetstudio.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.resnetstudio.export.ModelException;
import org.resnetstudio.files.LibraryFolder;
import org.resnetstudio.image.Resizer;
import org.resnetstudio.problem.Sentence;

/** A model in ONNX Runtime whose input and outputs are those that the studio writes. Safe for use by many threads at once. */
final class OnnxSession implements AutoCloseable {
    static final String PROBABILITIES = "probabilities";
    static final String FEATURES = "features";
    private static final String IMAGES = "images";
    /** ONNX Runtime's own account of why it does not load is a stack trace; held here, because loggers are forgotten. */
    private static final Logger ONNX_RUNTIME = Logger.getLogger("ai.onnxruntime");

    static {
        ONNX_RUNTIME.setLevel(Level.OFF);
    }

    /** Opens a session: from a path or from bytes. */
    @FunctionalInterface
    interface Source {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    /**
     * One output of a run.
     *
     * @param values all of them, the last index fastest
     * @param shape {@code [batch, …]}
     */
    record Output(float[] values, long[] shape) {}

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String name;
    private final int imageSizePx;
    private final int classes;
    private final Map<String, String> properties;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxSession(OrtEnvironment environment, OrtSession session, String name)
            throws OrtException, ModelException {
        this.environment = environment;
        this.session = session;
        this.name = name;
        long[] images = shape(session.getInputInfo(), IMAGES, 4);
        long[] probabilities = shape(session.getOutputInfo(), PROBABILITIES, 2);
        shape(session.getOutputInfo(), FEATURES, 4);
        if (images[1] != 3 || images[2] != images[3] || images[2] < 1 || images[2] > Resizer.MAX_SIDE_PX) {
            throw foreign(Sentence.of("problem.inference.not-square"));
        }
        if (probabilities[1] < 2 || probabilities[1] > Integer.MAX_VALUE) {
            throw foreign(Sentence.of("problem.inference.no-class-count"));
        }
        this.imageSizePx = (int) images[2];
        this.classes = (int) probabilities[1];
        this.properties = session.getMetadata().getCustomMetadata();
    }

    /**
     * Opens a model.
     *
     * @param name of the file, for messages
     * @throws ModelException if it is damaged, not the studio's, or ONNX Runtime does not work here
     */
    static OnnxSession open(Source source, String name) throws ModelException {
        OrtSession session = null;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "resnet-studio");
            environment.setTelemetry(false);
            // Waiting threads sleep instead of spinning: a training run may want the processor meanwhile.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = source.open(environment, options);
            OnnxSession opened = new OnnxSession(environment, session, name);
            session = null;
            return opened;
        } catch (OrtException e) {
            throw new ModelException(Sentence.of("problem.inference.not-onnx", name), e);
        } catch (LinkageError e) {
            throw new ModelException(LibraryFolder.temporary().sentence(Sentence.of("problem.files.library.onnx")), e);
        } finally {
            close(session, name);
        }
    }

    private static void close(OrtSession session, String name) throws ModelException {
        try {
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            throw new ModelException(Sentence.of("problem.inference.not-closed", name), e);
        }
    }

    private long[] shape(Map<String, NodeInfo> nodes, String node, int rank) throws ModelException {
        NodeInfo info = nodes.get(node);
        if (info == null
                || !(info.getInfo() instanceof TensorInfo tensor)
                || tensor.type != OnnxJavaType.FLOAT
                || tensor.getShape().length != rank) {
            throw foreign(Sentence.of("problem.inference.no-node", node, rank));
        }
        return tensor.getShape();
    }

    private ModelException foreign(Sentence reason) {
        return new ModelException(Sentence.of("problem.inference.foreign", name, reason));
    }

    /** Of the file, for messages. */
    String name() {
        return name;
    }

    int imageSizePx() {
        return imageSizePx;
    }

    int classes() {
        return classes;
    }

    Map<String, String> properties() {
        return properties;
    }

    /**
     * Computes one output.
     *
     * @param images {@code [count, 3, size, size]}, direct; position 0 up to its limit
     * @throws IllegalStateException if it was closed
     */
    Output run(FloatBuffer images, int count, String output) throws ModelException {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The model " + name + " was closed: open it again.");
            }
            long[] shape = {count, 3, imageSizePx, imageSizePx};
            try (OnnxTensor input = OnnxTensor.createTensor(environment, images, shape);
                    OrtSession.Result result = session.run(Map.of(IMAGES, input), Set.of(output))) {
                OnnxTensor tensor = (OnnxTensor) result.get(0);
                FloatBuffer values = tensor.getFloatBuffer();
                float[] copy = new float[values.remaining()];
                values.get(copy);
                return new Output(copy, tensor.getInfo().getShape());
            }
        } catch (OrtException e) {
            throw new ModelException(Sentence.of("problem.inference.failed", name, e.getMessage()), e);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Frees the model; waits for runs that are under way. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("The model " + name + " could not be closed.", e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
