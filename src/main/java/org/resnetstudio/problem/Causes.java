package org.resnetstudio.problem;

/** What brought a failure about: wrappers often say nothing. */
public final class Causes {
    private Causes() {}

    /** The first of all causes; the failure itself where it has none. */
    public static Throwable first(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What the first of all causes says, its first line; its kind where it says nothing. */
    public static String reason(Throwable failure) {
        Throwable cause = first(failure);
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
