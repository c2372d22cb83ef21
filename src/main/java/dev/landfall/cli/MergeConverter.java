package dev.landfall.cli;

import dev.landfall.change.Merge;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code by-people} or {@code when-checks-pass}. */
final class MergeConverter implements ITypeConverter<Merge> {

    @Override
    public Merge convert(String text) {
        for (Merge merge : Merge.values()) {
            if (merge.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) return merge;
        }
        throw new TypeConversionException("'" + text + "' is neither by-people nor when-checks-pass");
    }
}
