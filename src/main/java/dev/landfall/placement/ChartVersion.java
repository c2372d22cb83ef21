package dev.landfall.placement;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.ValuesFile;
import dev.landfall.reason.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code version} of a {@code Chart.yaml}: an owner that makes charts by version takes nothing up before it is another. */
record ChartVersion(ManifestFile file) {
    private static final FieldPath PLACE = FieldPath.parse("version");

    /** With a patch level that can be raised, and without a pre-release, of which the next one is anybody's guess. */
    private static final Pattern RAISABLE = Pattern.compile("(v?\\d+\\.\\d+\\.)(\\d{1,9})(\\+.*)?");

    /** Whether there is a next version. */
    sealed interface Raising {
        record Raised(ValuesFile.Setting.Set set) implements Raising {}

        record Refused(Reason reason) implements Raising {}
    }

    Raising raised() {
        return switch (ValuesFile.read(file)) {
            case ValuesFile.Reading.Unreadable(Reason reason) -> new Raising.Refused(reason);
            case ValuesFile.Reading.Read(ValuesFile content) -> raised(content);
        };
    }

    private Raising raised(ValuesFile content) {
        String now = content.values().stream()
                .filter(value -> value.path().equals(PLACE))
                .map(value -> value.value().asString(""))
                .findFirst()
                .orElse("");
        Matcher version = RAISABLE.matcher(now);
        if (!version.matches()) return new Raising.Refused(unclear(now));
        String next = version.group(1) + (Long.parseLong(version.group(2)) + 1);
        return switch (content.set(PLACE, JsonNodeFactory.instance.stringNode(next))) {
            case ValuesFile.Setting.Set set -> new Raising.Raised(set);
            case ValuesFile.Setting.Refused(Reason reason) -> new Raising.Refused(reason);
        };
    }

    private Reason unclear(String now) {
        return Reason.lasting(
                "helm-version-unclear",
                "the change is deployed only with another version in %s, and what comes after \"%s\" is not clear"
                        .formatted(file.path(), now),
                "raise the version there by hand, with the change");
    }
}
