package dev.landfall.cli;

import dev.landfall.change.At;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code base} or {@code owner}. */
final class AtConverter implements ITypeConverter<At> {

    @Override
    public At convert(String text) {
        return At.said(text).orElseThrow(() -> new TypeConversionException("'" + text + "' is neither base nor owner"));
    }
}
