package dev.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md says what the code does: its table of packages and what each may use. */
class ArchitectureTest {
    private static final String ROOT = "dev.landfall.";
    private static final Pattern ROW = Pattern.compile("\\| ([a-z.]+) \\| ([a-z. ]*)\\|.*");
    private static final Set<String> NAMES_THAT_SAY_NOTHING =
            Set.of("util", "utils", "common", "core", "model", "api", "impl", "shared", "misc", "helper");
    private static final Pattern TYPES_THAT_SAY_NOTHING = Pattern.compile(".*(Manager|Helper|Impl|Context|Utils?)$");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.landfall");

    @Test
    void theTableOfPackagesIsWhatTheCodeUses() throws IOException {
        assertThat(used()).isEqualTo(table());
    }

    @Test
    void providersAreNamedInTheWiringOnly() {
        assertThat(CLASSES.stream()
                        .filter(each -> !packageOf(each).startsWith("gitops."))
                        .filter(each -> each.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency ->
                                        packageOf(dependency.getTargetClass()).startsWith("gitops.")))
                        .map(JavaClass::getSimpleName))
                .containsExactly("Wiring");
    }

    @Test
    void namesSayWhatThingsAre() {
        assertThat(used().keySet().stream().flatMap(name -> Arrays.stream(name.split("\\."))))
                .doesNotContainAnyElementsOf(NAMES_THAT_SAY_NOTHING);
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName))
                .noneMatch(name -> TYPES_THAT_SAY_NOTHING.matcher(name).matches());
    }

    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("ARCHITECTURE.md"))) {
            var row = ROW.matcher(line);
            if (!row.matches() || row.group(1).equals("package")) continue;
            Set<String> uses = new TreeSet<>(Arrays.asList(row.group(2).strip().split(" +")));
            uses.remove("");
            rows.put(row.group(1), uses);
        }
        return rows;
    }

    private static Map<String, Set<String>> used() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass each : CLASSES) {
            if (packageOf(each).isEmpty()) continue;
            Set<String> targets = used.computeIfAbsent(packageOf(each), name -> new TreeSet<>());
            each.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .map(ArchitectureTest::packageOf)
                    .filter(target -> !target.isEmpty() && !target.equals(packageOf(each)))
                    .forEach(targets::add);
        }
        return used;
    }

    /** Below the root package; empty for the root itself and for what is not ours. */
    private static String packageOf(JavaClass type) {
        String name = type.getPackageName() + ".";
        return name.startsWith(ROOT) && name.length() > ROOT.length()
                ? name.substring(ROOT.length(), name.length() - 1)
                : "";
    }
}
