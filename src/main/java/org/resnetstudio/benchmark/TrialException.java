package org.resnetstudio.benchmark;

import java.io.IOException;

/** An engine failed in a trial. The message completes "PyTorch cannot be used: it …", or is a sentence of the engine's. */
public final class TrialException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    /**
     * A failure.
     *
     * @param lasting whether it will fail again, as one that crashes, hangs or computes wrong numbers; otherwise it is tried again at
     *     the next opportunity, because the cause, such as a full disk, may be gone
     */
    public TrialException(String sentence, boolean lasting) {
        super(sentence);
        this.lasting = lasting;
    }

    /** Whether it will fail again. */
    public boolean isLasting() {
        return lasting;
    }
}
