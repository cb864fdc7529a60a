package org.resnetstudio.engine.pytorch;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.resnetstudio.engine.EngineException;
import org.resnetstudio.problem.Sentence;

/** Environment variables of this very process as native libraries read them; {@link System#getenv} keeps the old values. */
final class NativeEnvironment {
    private NativeEnvironment() {}

    /**
     * Sets a variable for libraries that ask for it from now on.
     *
     * @throws EngineException if the system refuses
     */
    static void set(String name, String value) throws EngineException {
        try {
            int failed = Platform.isWindows()
                    ? Function.getFunction("ucrtbase", "_putenv_s").invokeInt(new Object[] {name, value})
                    : Function.getFunction(Platform.C_LIBRARY_NAME, "setenv").invokeInt(new Object[] {name, value, 1});
            if (failed == 0) {
                return;
            }
        } catch (LinkageError e) {
            throw refused(name, value, e);
        }
        throw refused(name, value, null);
    }

    private static EngineException refused(String name, String value, Throwable cause) {
        return new EngineException(Sentence.of("problem.engine.pytorch.environment", name, value), cause);
    }
}
