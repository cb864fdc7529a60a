package org.resnetstudio.dataset;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * An immutable list in chunks. A list made from another one shares with it all chunks but those that are changed, so that one change in
 * a very long list copies a few hundred references.
 *
 * @param <E> never null
 */
public final class ChunkedList<E> extends AbstractList<E> implements RandomAccess {
    /** As many elements has a chunk of a list that was never changed; no chunk has twice as many. */
    static final int CHUNK = 256;

    private final Object[][] chunks;
    /** Index of the first element of each chunk, and the size of the list at the end. */
    private final int[] starts;

    private ChunkedList(Object[][] chunks, int[] starts) {
        this.chunks = chunks;
        this.starts = starts;
    }

    /** A list of these elements, in their order; the very same one if it is such a list already. */
    public static <E> ChunkedList<E> of(Collection<E> elements) {
        if (elements instanceof ChunkedList<E> same) {
            return same;
        }
        // Of the list of the platform, which refuses what is null.
        Object[] all = List.copyOf(elements).toArray();
        Object[][] chunks = new Object[(all.length + CHUNK - 1) / CHUNK][];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = Arrays.copyOfRange(all, i * CHUNK, Math.min(all.length, (i + 1) * CHUNK));
        }
        return new ChunkedList<>(chunks, starts(chunks));
    }

    private static int[] starts(Object[][] chunks) {
        int[] starts = new int[chunks.length + 1];
        for (int i = 0; i < chunks.length; i++) {
            starts[i + 1] = starts[i] + chunks[i].length;
        }
        return starts;
    }

    @Override
    public int size() {
        return starts[chunks.length];
    }

    @Override
    @SuppressWarnings("unchecked")
    public E get(int index) {
        int chunk = chunkOf(index);
        return (E) chunks[chunk][index - starts[chunk]];
    }

    /** Near where it would be if all chunks were of the usual size. */
    private int chunkOf(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("There is no element " + index + " in a list of " + size() + ".");
        }
        int chunk = Math.min(index / CHUNK, chunks.length - 1);
        while (starts[chunk] > index) {
            chunk--;
        }
        while (starts[chunk + 1] <= index) {
            chunk++;
        }
        return chunk;
    }

    /** This list with another element at an index. */
    public ChunkedList<E> with(int index, E element) {
        Editor<E> editor = edit();
        editor.set(index, element);
        return editor.done();
    }

    /** This list without the element at an index. */
    public ChunkedList<E> without(int index) {
        int at = chunkOf(index);
        Object[] old = chunks[at];
        Object[] fewer = new Object[old.length - 1];
        int inside = index - starts[at];
        System.arraycopy(old, 0, fewer, 0, inside);
        System.arraycopy(old, inside + 1, fewer, inside, fewer.length - inside);
        return fewer.length == 0 ? replace(at) : replace(at, fewer);
    }

    /** This list with one more element, before the one at an index, or at the end. */
    public ChunkedList<E> plus(int index, E element) {
        if (index == 0 && chunks.length == 0) {
            return of(List.of(element));
        }
        int at = index == size() ? chunks.length - 1 : chunkOf(index);
        Object[] old = chunks[at];
        Object[] more = Arrays.copyOf(old, old.length + 1);
        int inside = index - starts[at];
        System.arraycopy(old, inside, more, inside + 1, old.length - inside);
        more[inside] = Objects.requireNonNull(element, "An element of a list cannot be null.");
        if (more.length < 2 * CHUNK) {
            return replace(at, more);
        }
        return replace(at, Arrays.copyOf(more, CHUNK), Arrays.copyOfRange(more, CHUNK, more.length));
    }

    private ChunkedList<E> replace(int at, Object[]... by) {
        Object[][] next = new Object[chunks.length - 1 + by.length][];
        System.arraycopy(chunks, 0, next, 0, at);
        System.arraycopy(by, 0, next, at, by.length);
        System.arraycopy(chunks, at + 1, next, at + by.length, chunks.length - at - 1);
        return new ChunkedList<>(next, starts(next));
    }

    /** For replacing many elements at once. */
    public Editor<E> edit() {
        return new Editor<>(this);
    }

    /**
     * Collects replacements. Used by one thread.
     *
     * @param <E> never null
     */
    public static final class Editor<E> {
        private final ChunkedList<E> list;
        private final BitSet own = new BitSet();

        private Editor(ChunkedList<E> before) {
            list = new ChunkedList<>(before.chunks.clone(), before.starts);
        }

        /** The element as it is now. */
        public E get(int index) {
            return list.get(index);
        }

        /** Replaces an element. */
        public void set(int index, E element) {
            int chunk = list.chunkOf(index);
            if (!own.get(chunk)) {
                list.chunks[chunk] = list.chunks[chunk].clone();
                own.set(chunk);
            }
            list.chunks[chunk][index - list.starts[chunk]] =
                    Objects.requireNonNull(element, "An element of a list cannot be null.");
        }

        /** The list; the editor is not to be used any more. */
        public ChunkedList<E> done() {
            return list;
        }
    }

    /** As for all lists; what two lists share is not looked at. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ChunkedList<?> that) || !Arrays.equals(starts, that.starts)) {
            return super.equals(other);
        }
        for (int i = 0; i < chunks.length; i++) {
            if (chunks[i] != that.chunks[i] && !Arrays.equals(chunks[i], that.chunks[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
