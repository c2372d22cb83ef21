package dev.landfall.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            password=hunter2 for user web                             | password=*** for user web
            DB_PASSWORD: hunter2                                      | DB_PASSWORD: ***
            {"apiKey":"abc123","region":"eu"}                         | {"apiKey":***,"region":"eu"}
            Authorization: Bearer abcdefgh12345678                    | Authorization: ***
            sent header Bearer abcdefgh12345678 to api                | sent header Bearer *** to api
            token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.c2ln              | token=***
            got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.c2lnbmF0dXJl back   | got *** back
            using ghp_abcdefghijklmnopqrstuvwxyz012345                | using ***
            https://x/?access_key=abc&user=web                        | https://x/?access_key=***&user=web
            dial postgres://web:hunter2@db:5432/shop failed           | dial postgres://web:***@db:5432/shop failed
            redis://:hunter2@cache:6379                               | redis://:***@cache:6379
            key aGVsbG8gd29ybGQxMjM0NTY3ODkwYWJjZGVmZ2hpamts= is bad  | key *** is bad
            """)
    void what_looks_like_a_secret_is_masked(String line, String masked) {
        assertThat(SecretText.masked(line)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: connect ECONNREFUSED 10.0.0.7:5432",
                "panic: runtime error: index out of range [3] with length 3",
                "configmap \"web-config\" not found",
                "clone git@github.example.com:team/shop.git and ssh://git@github.example.com:22/team/shop.git",
                "pulling registry.example.com/team/shop-frontend/web@sha256:"
                        + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "open /var/run/secrets/kubernetes.io/serviceaccount/namespace: permission denied"
            })
    void what_helps_to_understand_stays(String line) {
        assertThat(SecretText.masked(line)).isEqualTo(line);
    }

    /** Whoever writes a log chooses its lines: one of them must not keep us busy for minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {"x", "token", "auth.", "://", "://a:", "bearer ", "-----BEGIN ", "eyJ", "\"secret", "a ", "="})
    void a_line_of_a_million_characters_takes_no_time(String repeated) {
        String line = repeated.repeat(1_000_000 / repeated.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> SecretText.masked(line));
    }
}
