package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which repositories a rule is for, and to which hosts anything may be sent. */
class RepositoryUrlsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://git.example.org/*,            https://git.example.org/team/app,          true
            https://git.example.org/*,            https://git.example.org/a/b/c/d.git,       true
            https://git.example.org/*,            https://GIT.example.org/team/app,          true
            https://git.example.org/*,            https://git.example.org:443/team/app,      true
            https://git.example.org:443/*,        https://git.example.org/team/app,          true
            https://git.example.org/team/app,     https://git.example.org/team/app.git/,     true
            https://git.example.org/team/app.git, https://git.example.org/team/app,          true
            https://git.example.org/team/*,       https://git.example.org/team/app,          true
            https://git.example.org/*/deploy,     https://git.example.org/a/b/deploy,        true
            https://git.example.org/a*b,          https://git.example.org/axxb,              true
            https://git.example.org:8443/*,       https://git.example.org:8443/team/app,     true
            https://git.example.org/*,            http://git.example.org/team/app,           false
            https://git.example.org/*,            https://git.example.org:8443/team/app,     false
            https://git.example.org:8443/*,       https://git.example.org/team/app,          false
            https://git.example.org/*,            https://git.example.org.evil.example/a,    false
            https://git.example.org/*,            https://evil.example/git.example.org/a,    false
            https://git.example.org/team/*,       https://git.example.org/Team/app,          false
            https://git.example.org/team/*,       https://git.example.org/team-evil/app,     false
            https://git.example.org/team/*,       https://git.example.org/other/app,         false
            https://git.example.org/a.b,          https://git.example.org/axb,               false
            git@git.example.org:team/*,           git@git.example.org:team/app.git,          true
            git@git.example.org:team/*,           ssh://git@git.example.org/team/app,        true
            ssh://git@git.example.org/team/*,     git@GIT.example.org:/team/app,             true
            ssh://git.example.org/team/*,         git@git.example.org:team/app,              true
            ssh://git.example.org/team/*,         ssh://git.example.org:22/team/app,         true
            ssh://git.example.org:2222/*,         ssh://ada@git.example.org:2222/a,          true
            git@git.example.org:team/*,           ada@git.example.org:team/app,              false
            git@git.example.org:team/*,           ssh://git.example.org/team/app,            false
            git@git.example.org:team/*,           https://git.example.org/team/app,          false
            https://git.example.org/team/*,       git@git.example.org:team/app,              false
            git@git.example.org:team/*,           git@git.example.org:other/app,             false
            git@git.example.org:team/*,           git@git.example.org.evil.example:team/a,   false
            ssh://ssh.example.org:443/*,          ssh://ssh.example.org/a,                   false
            ssh://git.example.org/*,              ssh://git.example.org:443/a,               false
            """)
    void aRuleMatches(String pattern, String url, boolean matches) throws WrongValue {
        assertThat(RepositoryPattern.parse(pattern).matches(url)).isEqualTo(matches);
    }

    /** Each would be read as allowed by one reader and as something else by another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.org@evil.example/a",
                "https://user:secret@git.example.org/a",
                "https://git.example.org./a",
                "https://git.example.org:0443/a",
                "https://git.example.org:70000/a",
                "https://git.example.org:/a",
                "https://git.example.org/team/../other",
                "https://git.example.org/team/%2e%2e/other",
                "https://git.example.org/team%2fother",
                "https://git.example.org//a",
                "https://git.example.org/a?b",
                "https://git.example.org/a#b",
                "https://git.example.org\\@evil.example/a",
                "https://gіt.example.org/a",
                "https:git.example.org/a",
                "git@evil.example@git.example.org:a",
                "ssh://git:secret@git.example.org/a",
                "ssh://-oProxyCommand=x@git.example.org/a",
                "git@git.example.org:-a",
                "git@git.example.org::a",
                "git@git.example.org:a/../b",
                "ssh://git@git.example.org/a?b",
                "git.example.org:a",
                "//git.example.org/a",
                "file:///git.example.org/a",
                "ext::sh -c true",
                "-https://git.example.org/a",
                "https://2130706433/a",
                "https://0x7f.1/a",
                "https://127.1/a",
                "https://0177.0.0.1/a",
                "https://git.example.org/a\n",
                "",
            })
    void tricksAreRefused(String url) throws IOException {
        Configuration configuration = configuration("repositories: [{match: https://git.example.org/*}]");

        assertThat(configuration.ruleFor(url)).isEmpty();
        assertThat(configuration.objectionTo(url).map(Reason::code)).contains("repository-url-refused");
    }

    @Test
    void onlyNamedHostsAreAllowed() throws IOException {
        Configuration configuration = configuration("""
                allowedHosts: [mirror.example.org, other.example.org:8443]
                repositories:
                  - match: https://git.example.org/team/*
                """);

        assertThat(configuration.allowsHost("git.example.org")).isTrue();
        assertThat(configuration.allowsHost("Mirror.Example.org")).isTrue();
        assertThat(configuration.allowsHost("mirror.example.org:443")).isTrue();
        assertThat(configuration.allowsHost("other.example.org:8443")).isTrue();
        assertThat(configuration.allowsHost("other.example.org")).isFalse();
        assertThat(configuration.allowsHost("mirror.example.org:8443")).isFalse();
        assertThat(configuration.allowsHost("sub.mirror.example.org")).isFalse();
        assertThat(configuration.allowsHost("mirror.example.org.")).isFalse();
        assertThat(configuration.objectionTo("https://git.example.org/another/app"))
                .isEmpty();
        assertThat(configuration.objectionTo("https://evil.example/app").map(Reason::toString))
                .contains("the host evil.example is not allowed (if you trust it, add it to allowedHosts or give a rule"
                        + " under repositories that matches it)");
        assertThat(configuration.objectionTo("http://git.example.org/team/app").map(Reason::code))
                .contains("plain-http-not-allowed");
    }

    @Test
    void loopbackNeedsTheSameSwitchAsPlainHttp() throws IOException {
        Configuration configuration = configuration("""
                allowPlainHttp: true
                allowedHosts: ["localhost:3000", "127.0.0.1:3000", "[::1]", 0.0.0.0]
                """);

        assertThat(configuration.objectionTo("http://localhost:3000/a")).isEmpty();
        assertThat(configuration.objectionTo("https://[::1]/a")).isEmpty();
        assertThat(new Configuration(
                                configuration.gitops(),
                                configuration.allowedHosts(),
                                false,
                                configuration.commit(),
                                configuration.mcpApply(),
                                configuration.repositories())
                        .objectionTo("https://0.0.0.0/a")
                        .map(Reason::code))
                .contains("plain-http-not-allowed");
    }

    @Test
    void theFirstRuleThatMatchesDecides() throws IOException {
        Configuration configuration = configuration("""
                repositories:
                  - {match: https://git.example.org/team/*, branch: production}
                  - {match: https://git.example.org/*, branch: main}
                """);

        assertThat(configuration.ruleFor("https://git.example.org/team/app").flatMap(RepositoryRule::branch))
                .contains("production");
        assertThat(configuration.ruleFor("https://git.example.org/else").flatMap(RepositoryRule::branch))
                .contains("main");
        assertThat(configuration.ruleFor("https://evil.example/team/app")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            apps/**,        apps/web.yaml,              true
            apps/**,        apps/a/b/web.yaml,          true
            apps/*.yaml,    apps/web.yaml,              true
            **/web.yaml,    web.yaml,                   true
            **/web.yaml,    a/b/web.yaml,               true
            apps/**/w*.yaml,apps/web.yaml,              true
            apps/**/w*.yaml,apps/a/b/web.yaml,          true
            apps/web.yaml,  apps/web.yaml,              true
            apps/**,        apps-evil/web.yaml,         false
            apps/**,        Apps/web.yaml,              false
            apps/**,        apps/../infra/web.yaml,     false
            apps/**,        /apps/web.yaml,             false
            apps/**,        infra/apps/web.yaml,        false
            apps/*.yaml,    apps/a/web.yaml,            false
            apps,           apps/web.yaml,              false
            apps/web.yaml,  apps/webxyaml,              false
            """)
    void aPathIsAllowed(String pattern, String file, boolean allowed) throws WrongValue {
        assertThat(PathPattern.parse(pattern).matches(file)).isEqualTo(allowed);
    }

    private Configuration configuration(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), text);
        return ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of()).configuration();
    }
}
