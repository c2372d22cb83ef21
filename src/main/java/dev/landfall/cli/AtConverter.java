package dev.landfall.cli;

import dev.landfall.change.At;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code base} or {@code owner}. */
final class AtConverter implements ITypeConverter<At> {

    @Override
    public At convert(String text) {
        for (At at : At.values()) {
            if (at.name().toLowerCase(Locale.ROOT).equals(text)) return at;
        }
        throw new TypeConversionException("'" + text + "' is neither base nor owner");
    }
}
