package org.resnetstudio.cli;

import org.resnetstudio.network.OptionType;
import org.resnetstudio.problem.InvalidValueException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what an option takes, and says of anything else what was expected. */
class OptionConverter<T> implements ITypeConverter<T> {
    private final OptionType<? extends T> type;

    OptionConverter(OptionType<? extends T> type) {
        this.type = type;
    }

    @Override
    public T convert(String text) {
        try {
            return type.parse(text);
        } catch (InvalidValueException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
