package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFaultsTest {
    @TempDir
    Path folder;

    @Test
    void everyFaultIsNamedAtOnceWithItsPlaceAndFix() throws IOException {
        String text = """
                gitops:
                  synctimeout: 10m
                  settle: 2h
                  enabled: yes
                  settle: 1m
                provider: flux
                commit: {author: nobody, signOff:}
                allowedHosts: git.example.org
                repositories:
                  - branch: refs/heads/main
                    delivery: pull-request
                    allowedPaths: [/apps, ../apps, [a]]
                    credentials: {username: git, passwordFile: secret, tokenFile: /run/t}
                  - match: https://*.example.org/*
                    credentials: {username: git, password: hunter2}
                  - https://git.example.org/*
                """;

        assertThat(faults(text)).isEqualTo("""
                        2:3: gitops.synctimeout: there is no such key (did you mean syncTimeout?)
                        3:11: gitops.settle: 2h is out of bounds (give at least 0s and at most 1h)
                        4:12: gitops.enabled: "yes" is neither true nor false (write true or false)
                        5:3: gitops.settle: it is given twice (remove one of the two)
                        6:1: provider: there is no such key (did you mean gitops.provider?)
                        7:18: commit.author: "nobody" is no author (write it as "Landfall <landfall@example.org>")
                        7:34: commit.signOff: it has no value (give it one, or remove the line)
                        8:15: allowedHosts: a list is wanted here (write each item on a line of its own that begins with -)
                        10:5: repositories[0].match: it is missing (add it)
                        10:13: repositories[0].branch: "refs/heads/main" is no branch name (write it without refs/heads/, such as main)
                        11:15: repositories[0].delivery: there is no pullRequests beside it (add pullRequests with a token for the host's API)
                        12:20: repositories[0].allowedPaths[0]: "/apps" is no path below the repository's root (write it from the root without a leading or trailing /, . or .., such as apps/**)
                        12:27: repositories[0].allowedPaths[1]: "../apps" is no path below the repository's root (write it from the root without a leading or trailing /, . or .., such as apps/**)
                        12:36: repositories[0].allowedPaths[2]: a single value is wanted here (write it on the line of its key)
                        13:18: repositories[0].credentials: several credentials are named (give one of passwordFile, passwordEnv, tokenFile, tokenEnv, sshKeyFile, sshAgent, gitCredentialHelper, fromCluster, gitHubApp)
                        14:12: repositories[1].match: names no exact host (write it as git.example.org or git.example.org:8443, non-ASCII names as xn--…)
                        15:34: repositories[1].credentials.password: a secret does not belong into this file (put it into a file and name that as passwordFile, or a variable as passwordEnv)
                        16:5: repositories[2]: a section with keys is wanted here (write keys below it: match, branch, credentials, proxy, caFile, delivery, pullRequests, allowedPaths, layout)
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            commit: {authr: x}                                        | 1:10: commit.authr: there is no such key (did you mean author?)
            colour: blue                                              | 1:1: colour: there is no such key (known here: gitops, allowPlainHttp, commit, allowedHosts, mcp, repositories)
            [a]                                                       | 1:1: a section with keys is wanted here (write keys below it: gitops, allowPlainHttp, commit, allowedHosts, mcp, repositories)
            ? {a: b}                                                  | 1:3: a key is a single word (known here: gitops, allowPlainHttp, commit, allowedHosts, mcp, repositories)
            gitops: {settle: 10}                                      | 1:18: gitops.settle: "10" is no duration (write it as 15s, 10m or 1h30m)
            gitops: {settle: ""}                                      | 1:18: gitops.settle: "" is no duration (write it as 15s, 10m or 1h30m)
            gitops: {syncTimeout: 9999999h}                           | 1:23: gitops.syncTimeout: "9999999h" is no duration (write it as 15s, 10m or 1h30m)
            gitops: {defaultRepo: {branch: main}}                     | 1:32: gitops.defaultRepo.url: it is missing (add it, as a branch or path of it is given)
            gitops: {defaultRepo: {url: https://git.example.org/a}}   | 1:29: gitops.defaultRepo.url: the host git.example.org is not allowed (if you trust it, add it to allowedHosts or give a rule under repositories that matches it)
            gitops: {defaultRepo: {url: https://git.example.org/}}    | 1:29: gitops.defaultRepo.url: names no repository (write it as https://git.example.org/team/repository)
            allowedHosts: [https://git.example.org]                   | 1:16: allowedHosts[0]: names no exact host (write it as git.example.org or git.example.org:8443, non-ASCII names as xn--…)
            allowedHosts: [localhost]                                 | 1:16: allowedHosts[0]: plain HTTP and loopback hosts are not allowed (use https, or set allowPlainHttp: true)
            repositories: [{match: http://git.example.org/*}]         | 1:24: repositories[0].match: plain HTTP and loopback hosts are not allowed (use https, or set allowPlainHttp: true)
            repositories: [{match: 'https://[::1]/*'}]                | 1:24: repositories[0].match: plain HTTP and loopback hosts are not allowed (use https, or set allowPlainHttp: true)
            repositories: [{match: https://git.example.org}]          | 1:24: repositories[0].match: names no repository (end it with /* for all repositories of the host)
            repositories: [{match: https://g.example/*, credentials: {}}]                         | 1:58: repositories[0].credentials: no credentials are named (give one of passwordFile, passwordEnv, tokenFile, tokenEnv, sshKeyFile, sshAgent, gitCredentialHelper, fromCluster, gitHubApp)
            repositories: [{match: https://g.example/*, credentials: {passwordFile: /run/git}}]   | 1:58: repositories[0].credentials.username: it is missing (add it)
            repositories: [{match: git.example.org:a/b}]              | 1:24: repositories[0].match: is no https://, ssh:// or http:// URL (write it as https://git.example.org/team/repository or git@git.example.org:team/repository)
            repositories: [{match: svn://git.example.org/*}]          | 1:24: repositories[0].match: is no https://, ssh:// or http:// URL (write it as https://git.example.org/team/repository or git@git.example.org:team/repository)
            repositories: [{match: git@127.0.0.1:a/b}]                | 1:24: repositories[0].match: plain HTTP and loopback hosts are not allowed (use https, or set allowPlainHttp: true)
            repositories: [{match: https://g.example/*, credentials: {sshKeyFile: /k}}]           | 1:71: repositories[0].credentials.sshKeyFile: SSH keys are for ssh:// URLs, and this rule matches https:// (match the URLs that it is for, or give the rule other credentials)
            repositories: [{match: git@g.example:*, credentials: {tokenFile: /k}}]                | 1:66: repositories[0].credentials.tokenFile: passwords and tokens are for https:// URLs, and this rule matches ssh:// (match the URLs that it is for, or give the rule other credentials)
            repositories: [{match: git@g.example:*, credentials: {gitCredentialHelper: true}}]    | 1:76: repositories[0].credentials.gitCredentialHelper: Git's credential helpers are asked for https:// URLs only, and this rule matches ssh:// (match the URLs that it is for, or give the rule other credentials)
            repositories: [{match: git@g.example:*, credentials: {sshAgent: yes}}]                | 1:65: repositories[0].credentials.sshAgent: "yes" is neither true nor false (write true or false)
            repositories: [{match: git@g.example:*, credentials: {sshAgent: false}}]              | 1:54: repositories[0].credentials: no credentials are named (give one of passwordFile, passwordEnv, tokenFile, tokenEnv, sshKeyFile, sshAgent, gitCredentialHelper, fromCluster, gitHubApp)
            repositories: [{match: git@g.example:*, credentials: {sshAgent: true, fromCluster: true}}] | 1:54: repositories[0].credentials: several credentials are named (give one of passwordFile, passwordEnv, tokenFile, tokenEnv, sshKeyFile, sshAgent, gitCredentialHelper, fromCluster, gitHubApp)
            repositories: [{match: git@g.example:*, credentials: {sshAgent: true, sshKeyPassphraseEnv: P}}] | 1:92: repositories[0].credentials.sshKeyPassphraseEnv: it does not go with sshAgent (remove it)
            repositories: [{match: git@g.example:*, credentials: {sshKeyFile: k}}]                | 1:67: repositories[0].credentials.sshKeyFile: is no absolute path (name the file that holds the secret, such as /run/secrets/git)
            repositories: [{match: git@g.example:*, credentials: {sshKeyFile: /k, sshKeyPassphraseEnv: P, sshKeyPassphraseFile: /p}}] | 1:92: repositories[0].credentials.sshKeyPassphraseEnv: it is given besides sshKeyPassphraseFile (remove one of the two)
            repositories: [{match: git@g.example:*, credentials: {sshKeyFile: /k, knownHostsFile: k}}] | 1:87: repositories[0].credentials.knownHostsFile: is no absolute path (name the file that holds known hosts, such as /etc/ssh/ssh_known_hosts)
            repositories: [{match: https://g.example/*, credentials: {tokenEnv: T, knownHostsFile: /k}}] | 1:88: repositories[0].credentials.knownHostsFile: it does not go with tokenEnv (remove it)
            repositories: [{match: git@g.example:*, credentials: {sshKey: x}}]                    | 1:55: repositories[0].credentials.sshKey: a secret does not belong into this file (put it into a file and name that as sshKeyFile)
            repositories: [{match: git@g.example:*, credentials: {sshKeyPassphrase: x}}]          | 1:55: repositories[0].credentials.sshKeyPassphrase: a secret does not belong into this file (put it into a file and name that as sshKeyPassphraseFile, or a variable as sshKeyPassphraseEnv)
            repositories: [{match: https://g.example/*, proxy: {url: https://p:1}}]               | 1:58: repositories[0].proxy.url: is no URL of an HTTP proxy (write it as http://proxy.example.org:3128, or none)
            repositories: [{match: https://g.example/*, proxy: {url: http://p:1, username: a}}]   | 1:80: repositories[0].proxy: a user name without a password is named (add passwordFile or passwordEnv, or remove the user name)
            repositories: [{match: https://g.example/*, proxy: {url: http://p:1, passwordEnv: P}}] | 1:52: repositories[0].proxy.username: it is missing (add it)
            repositories: [{match: https://g.example/*, proxy: {password: x}}]                    | 1:53: repositories[0].proxy.password: a secret does not belong into this file (put it into a file and name that as passwordFile, or a variable as passwordEnv)
            repositories: [{match: git@g.example:*, proxy: {url: none}}]                          | 1:48: repositories[0].proxy: proxies are for https:// and http:// URLs, and this rule matches ssh:// (remove it)
            repositories: [{match: git@g.example:*, caFile: /c}]                                  | 1:49: repositories[0].caFile: certificates are for https:// URLs, and this rule matches ssh:// (remove it)
            repositories: [{match: https://g.example/*, caFile: c}]                               | 1:53: repositories[0].caFile: is no absolute path (name the file that holds the certificates, such as /etc/ssl/our-ca.pem)
            repositories: [{match: https://g.example/*, layout: {kind: a}}]                       | 1:53: repositories[0].layout: a list is wanted here (write each item on a line of its own that begins with -)
            repositories: [{match: https://g.example/*, layout: [{}]}]                            | 1:54: repositories[0].layout[0]: it says nothing (give one of newFile, file, generated, forbidden)
            repositories: [{match: https://g.example/*, layout: [{kind: Deployment}]}]            | 1:54: repositories[0].layout[0]: it says nothing (give one of newFile, file, generated, forbidden)
            repositories: [{match: https://g.example/*, layout: [{newFile: a.yaml, generated: b}]}] | 1:54: repositories[0].layout[0]: it says several things at once: newFile, generated (make a rule of each)
            repositories: [{match: https://g.example/*, layout: [{newFile: a.txt}]}]              | 1:64: repositories[0].layout[0].newFile: "a.txt" is no file of YAML or JSON below the root (write it from the root, such as apps/{namespace}/{name}-{kind}.yaml)
            repositories: [{match: https://g.example/*, layout: [{newFile: ../a.yaml}]}]          | 1:64: repositories[0].layout[0].newFile: "../a.yaml" is no file of YAML or JSON below the root (write it from the root, such as apps/{namespace}/{name}-{kind}.yaml)
            repositories: [{match: https://g.example/*, layout: [{newFile: 'a/*.yaml'}]}]         | 1:64: repositories[0].layout[0].newFile: "a/*.yaml" is no file of YAML or JSON below the root (write it from the root, such as apps/{namespace}/{name}-{kind}.yaml)
            repositories: [{match: https://g.example/*, layout: [{newFile: '{app}.yaml'}]}]       | 1:64: repositories[0].layout[0].newFile: "{app}" is no word that an object fills (use {kind}, {namespace}, {name}, {owner})
            repositories: [{match: https://g.example/*, layout: [{file: a.yaml}]}]                | 1:54: repositories[0].layout[0].field: it is missing (add it)
            repositories: [{match: https://g.example/*, layout: [{file: a.yaml, field: 'a b'}]}]  | 1:76: repositories[0].layout[0].field: "a b" is no path of a field (write it as spec.replicas or spec.template.spec.containers[name=*].image)
            repositories: [{match: https://g.example/*, layout: [{newFile: a.yaml, field: a}]}]   | 1:79: repositories[0].layout[0].field: it does not go with newFile (remove it)
            repositories: [{match: https://g.example/*, layout: [{generated: a, kind: b}]}]       | 1:75: repositories[0].layout[0].kind: it does not go with generated (remove it)
            repositories: [{match: https://g.example/*, layout: [{forbidden: /a}]}]               | 1:66: repositories[0].layout[0].forbidden: "/a" is no path below the repository's root (write it from the root without a leading or trailing /, . or .., such as apps/**)
            repositories: [{match: https://g.example/*, layout: [{newfile: a.yaml}]}]             | 1:55: repositories[0].layout[0].newfile: there is no such key (did you mean newFile?)
            mcp: {apply: everything}                                  | 1:14: mcp.apply: "everything" is not allowed here (use one of pull-request, plan-only, all)
            mcp: {aply: all}                                          | 1:7: mcp.aply: there is no such key (did you mean apply?)
            commit: {signing: {format: ssh}}                          | 1:19: commit.signing.key: it is missing (add it)
            commit: {signing: {key: /k}}                              | 1:19: commit.signing.format: it is missing (add it)
            commit: {signing: {format: x509, key: /k}}                | 1:28: commit.signing.format: "x509" is not allowed here (use one of ssh, gpg)
            commit: {signing: {format: ssh, key: 0123456789abcdef}}   | 1:38: commit.signing.key: is no absolute path (name the file that holds the SSH key)
            commit: {signing: {format: gpg, key: ada@example.org}}    | 1:38: commit.signing.key: is neither an absolute path nor a key's id (name the file that holds the key, or with gpg its fingerprint of 40 hexadecimal digits)
            commit: {signing: {format: gpg, key: /k, passphrase: x}}  | 1:42: commit.signing.passphrase: a secret does not belong into this file (put it into a file and name that as passphraseFile, or a variable as passphraseEnv)
            `a: b: c`                                                 | 1:5: mapping values are not allowed here (mend the YAML there)
            `gitops: *nothing`                                        | 1:9: found undefined alias nothing (mend the YAML there)
            """)
    void oneFault(String text, String fault) throws IOException {
        assertThat(faults(text)).isEqualTo(fault + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            repositories: [{match: https://git:c4n4ry@g.example/*}]
            repositories: [{match: 'https://g.example/*?token=c4n4ry'}]
            gitops: {defaultRepo: {url: https://c4n4ry@g.example/a}}
            allowedHosts: ['git:c4n4ry@g.example']
            repositories: [{match: https://g.example/*, credentials: {tokenFile: c4n4ry}}]
            repositories: [{match: https://g.example/*, credentials: {tokenEnv: c4n4ry!}}]
            repositories: [{match: https://g.example/*, credentials: {token: c4n4ry}}]
            repositories: [{match: https://g.example/*, credentials: c4n4ry}]
            repositories: [{match: https://g.example/*, credentials: {username: 'git:c4n4ry', tokenEnv: T}}]
            repositories: [{match: 'ssh://git:c4n4ry@g.example/*'}]
            repositories: [{match: 'git@g.example:a', credentials: {sshKeyFile: c4n4ry}}]
            repositories: [{match: 'git@g.example:a', credentials: {sshKeyFile: /k, sshKeyPassphraseFile: c4n4ry}}]
            repositories: [{match: 'git@g.example:a', credentials: {sshKeyPassphrase: c4n4ry}}]
            repositories: [{match: https://g.example/*, proxy: {url: 'http://ada:c4n4ry@p:1'}}]
            repositories: [{match: https://g.example/*, proxy: {url: 'http://p:1', password: c4n4ry}}]
            commit: {signing: {format: gpg, key: 'c4n4ry'}}
            commit: {signing: {format: gpg, key: /k, passphraseFile: 'c4n4ry'}}
            commit: {signing: {format: gpg, key: /k, passphrase: 'c4n4ry'}}
            """)
    void noFaultQuotesWhatMayBeASecret(String text) throws IOException {
        assertThat(faults(text)).isNotEmpty().doesNotContain("c4n4ry");
    }

    @Test
    void aFileThatWouldFillTheMemoryIsRefused() throws IOException {
        String bomb = "a: &a [x]\n"
                + IntStream.range(0, 30).mapToObj(i -> "k" + i + ": [*a,*a]\n").collect(Collectors.joining());

        assertThat(faults("[".repeat(10_000)))
                .contains("nested more than 16 deep")
                .hasLineCount(1);
        assertThat(faults("a: ".repeat(100_000)))
                .contains("larger than 256 KiB")
                .hasLineCount(1);
        assertThat(faults(bomb)).contains("Number of aliases").hasLineCount(1);
        assertThat(faults("gitops: {}\n---\ngitops: {}\n"))
                .contains("expected a single document in the stream but found another")
                .hasLineCount(1);
    }

    @Test
    void aFileOfAnotherEncodingIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("landfall.yaml"), new byte[] {'#', (byte) 0xE4, '\n'});

        assertThat(load(file).getMessage()).endsWith("is no UTF-8 text (save it as UTF-8)");
    }

    @Test
    void theReasonOfOneFaultIsThatFault() throws IOException {
        ConfigurationException one = load(Files.writeString(folder.resolve("one.yaml"), "a: b"));
        ConfigurationException two = load(Files.writeString(folder.resolve("two.yaml"), "a: b\nc: d"));

        assertThat(one.reason().code()).isEqualTo("configuration-invalid");
        assertThat(one.reason().message()).endsWith("one.yaml:1:1: a: there is no such key");
        assertThat(one.reason().remedy()).startsWith("known here: gitops");
        assertThat(two.reason().message().lines()).hasSize(2);
    }

    /** Without the file's name. */
    private String faults(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), text);
        List<ConfigurationFault> faults = load(file).faults();
        return faults.stream()
                .map(fault -> fault.toString().replace(file + ":", "") + "\n")
                .collect(Collectors.joining());
    }

    private static ConfigurationException load(Path file) {
        return catchThrowableOfType(
                ConfigurationException.class, () -> ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of()));
    }
}
