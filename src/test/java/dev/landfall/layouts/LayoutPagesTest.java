package dev.landfall.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the pages about layouts show nothing but folders that are run; what these show is checked where they are run. */
class LayoutPagesTest {
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(?:diff|text)$");

    static List<Path> pages() {
        return LayoutPages.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyExampleIsAFolder(Path page) {
        List<String> folders = LayoutFolder.all().map(LayoutFolder::name).toList();

        assertThat(LayoutPages.examples(page).map(example -> example.group(1)))
                .isNotEmpty()
                .allMatch(folders::contains)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockIsOfAnExample(Path page) {
        long ofExamples = LayoutPages.examples(page)
                .map(example -> example.group(3))
                .flatMap(text -> BLOCK.matcher(text).results())
                .count();

        assertThat(BLOCK.matcher(LayoutFolder.text(page)).results().count()).isEqualTo(ofExamples);
    }
}
