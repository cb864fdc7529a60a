package org.resnetstudio.app;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.util.Callback;

/** Makes the controllers that FXML names, each with what its constructor needs. */
final class Controllers implements Callback<Class<?>, Object> {
    private final Map<Class<?>, Supplier<?>> makers = new HashMap<>();

    /** Says how a controller is made. */
    <T> void add(Class<T> type, Supplier<T> maker) {
        makers.put(type, maker);
    }

    @Override
    public Object call(Class<?> type) {
        Supplier<?> maker = makers.get(type);
        if (maker == null) {
            throw new IllegalStateException("Nobody has said in Studio how a " + type.getName() + " is made.");
        }
        return maker.get();
    }
}
