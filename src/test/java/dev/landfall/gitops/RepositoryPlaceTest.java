package dev.landfall.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryPlaceTest {
    private static final RepositoryPlace SHOP = new RepositoryPlace("git.example.org", "team/shop");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.org/team/shop",
                "https://git.example.org/team/shop.git",
                "https://git.example.org/team/shop.git/",
                "https://Git.Example.org/Team/Shop",
                "http://git.example.org:3000/team/shop.git",
                "https://user:secret@git.example.org/team/shop",
                "ssh://git@git.example.org/team/shop.git",
                "ssh://git@git.example.org:2222/team/shop",
                "git@git.example.org:team/shop.git",
                "git.example.org:/team/shop",
            })
    void spellingsOfOneRepositoryAreOnePlace(String url) {
        assertThat(RepositoryPlace.of(url)).isEqualTo(SHOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.com/team/shop",
                "https://git.example.org/team/shop2",
                "https://git.example.org/shop",
                "git@git.example.org:team/shop/base",
                "oci://registry.example.org/team/shop",
                "",
            })
    void othersAreNot(String url) {
        assertThat(RepositoryPlace.of(url)).isNotEqualTo(SHOP);
    }

    @ParameterizedTest
    @CsvSource({
        "apps, ../base, base",
        "apps, ./web//x, apps/web/x",
        "'', '', ''",
        "apps, .., ''",
        "apps, ../.., OUTSIDE",
        "'', a/../../b, OUTSIDE",
    })
    void pathsAreResolvedInsideOfTheRepository(String folder, String text, String path) {
        assertThat(SourcePath.resolve(folder, text).orElse("OUTSIDE")).isEqualTo(path);
    }
}
