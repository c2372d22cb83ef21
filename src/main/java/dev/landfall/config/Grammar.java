package dev.landfall.config;

import dev.landfall.config.CommitSettings.Author;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a value must look like, and the value it means. */
@FunctionalInterface
interface Grammar<T> {

    T parse(String text) throws WrongValue;

    static Grammar<Boolean> trueOrFalse() {
        return text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new WrongValue(WrongValue.quote(text) + " is neither true nor false", "write true or false");
        };
    }

    /** The constants of an enum in lower case, with hyphens. */
    static <E extends Enum<E>> Grammar<E> oneOf(E[] constants) {
        return text -> Arrays.stream(constants)
                .filter(constant -> word(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new WrongValue(
                        WrongValue.quote(text) + " is not allowed here",
                        "use one of "
                                + Arrays.stream(constants).map(Grammar::word).collect(Collectors.joining(", "))));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Grammar<Duration> duration(String least, String most) {
        return text -> {
            Duration duration = duration(text);
            if (duration.compareTo(duration(least)) < 0 || duration.compareTo(duration(most)) > 0) {
                throw new WrongValue(text + " is out of bounds", "give at least " + least + " and at most " + most);
            }
            return duration;
        };
    }

    private static Duration duration(String text) throws WrongValue {
        var parts = Pattern.compile("(?=.)(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?")
                .matcher(text);
        if (!parts.matches()) {
            throw new WrongValue(WrongValue.quote(text) + " is no duration", "write it as 15s, 10m or 1h30m");
        }
        return Duration.ofHours(number(parts.group(1)))
                .plusMinutes(number(parts.group(2)))
                .plusSeconds(number(parts.group(3)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    static Grammar<Author> author() {
        Pattern pattern = Pattern.compile("([^<>\\p{Cc}]*[^<>\\p{Cc} ]) <([^<>\\p{Cc} ]+@[^<>\\p{Cc} ]+)>");
        return text -> {
            var parts = pattern.matcher(text);
            if (parts.matches()) return new Author(parts.group(1).strip(), parts.group(2));
            throw new WrongValue(
                    WrongValue.quote(text) + " is no author", "write it as \"Landfall <landfall@example.org>\"");
        };
    }

    /** Git's own rules for branch names (git-check-ref-format), without the prefix {@code refs/}. */
    static Grammar<String> branch() {
        Pattern wrong =
                Pattern.compile("^[-/.]|^refs/|\\.\\.|//|/\\.|@\\{|^@$|[\\p{Cc} ~^:?*\\[\\\\]|\\.lock(/|$)|[/.]$|^$");
        return text -> {
            if (!wrong.matcher(text).find()) return text;
            throw new WrongValue(
                    WrongValue.quote(text) + " is no branch name", "write it without refs/heads/, such as main");
        };
    }

    static Grammar<String> folder() {
        return text -> {
            String path = text.replaceFirst("^\\./", "").replaceFirst("/$", "");
            if (path.equals(".") || PathPattern.isClean(path)) return path.equals(".") ? "" : path;
            throw new WrongValue(
                    WrongValue.quote(text) + " is no folder below the repository's root",
                    "write it as apps or apps/web");
        };
    }

    static Grammar<String> repositoryUrl() {
        return text -> {
            RepositoryUrl url = RepositoryUrl.parse(text);
            if (url.path().isEmpty()) {
                throw new WrongValue("names no repository", "write it as https://git.example.org/team/repository");
            }
            return text;
        };
    }

    /** A name on a host, such as a label's. */
    static Grammar<String> oneLine() {
        return text -> {
            if (text.matches("[^\\p{Cc}]{1,100}") && !text.isBlank()) return text.strip();
            throw new WrongValue("is no name", "write it on one line, in at most 100 characters");
        };
    }

    /** The path of a field as Landfall writes it, in which {@code *} stands for any characters. */
    static Grammar<String> field() {
        return text -> {
            if (text.matches("[A-Za-z*][^\\p{Cc}\\s]{0,299}")) return text;
            throw new WrongValue(
                    WrongValue.quote(text) + " is no path of a field",
                    "write it as spec.replicas or spec.template.spec.containers[name=*].image");
        };
    }

    /** What people shall read. */
    static Grammar<String> sentence() {
        return text -> {
            if (text.matches("[^\\p{Cc}]{1,300}") && !text.isBlank()) return text.strip();
            throw new WrongValue("is no sentence", "write it on one line, in at most 300 characters");
        };
    }

    static Grammar<Long> number() {
        return text -> {
            if (text.matches("[1-9][0-9]{0,17}")) return Long.parseLong(text);
            throw new WrongValue(WrongValue.quote(text) + " is no number", "write it in digits");
        };
    }

    /** GitHub's ids are numbers, its client ids letters and digits. */
    static Grammar<String> appId() {
        return text -> {
            if (text.matches("[A-Za-z0-9._-]{1,60}")) return text;
            throw new WrongValue("is no id of an app", "write the app's id or client id, such as \"12345\"");
        };
    }

    /** The problem does not quote the text, which may hold a password. */
    static Grammar<URI> apiUrl(boolean allowPlainHttp) {
        String form = "write it as https://git.example.org/api/v1";
        return text -> {
            URI uri;
            try {
                uri = new URI(text.replaceFirst("/+$", ""));
            } catch (URISyntaxException e) {
                throw new WrongValue("is no URL", form);
            }
            boolean whole = uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (!whole || uri.getRawUserInfo() != null)
                throw new WrongValue("has no host, or a user name, a ? or a # in it", form);
            if (uri.getScheme().equals("https")
                    || (allowPlainHttp && uri.getScheme().equals("http"))) return uri;
            throw new WrongValue("is not https://", "use https, or set allowPlainHttp: true");
        };
    }

    /** A text that goes into an HTTP header with the secret. */
    static Grammar<String> username() {
        return text -> {
            if (text.matches("[^:\\p{Cc}]+")) return text;
            throw new WrongValue("is no user name", "write it without colons and control characters");
        };
    }

    /** The problem does not quote the text: a token may have been put where the name of its file belongs. */
    static Grammar<Path> absoluteFile() {
        return absolutePath("the secret", "/run/secrets/git");
    }

    static Grammar<Path> absolutePath(String held, String example) {
        return text -> {
            try {
                Path path = Path.of(text);
                if (path.isAbsolute()) return path.normalize();
            } catch (InvalidPathException e) {
                // Falls to the fault below, as the exception's own text quotes the value.
            }
            throw new WrongValue("is no absolute path", "name the file that holds " + held + ", such as " + example);
        };
    }

    /** The problem does not quote the text, as for {@link #absoluteFile}. */
    static Grammar<String> variableName() {
        return text -> {
            if (text.matches("[A-Za-z_][A-Za-z0-9_]*")) return text;
            throw new WrongValue(
                    "is no name of an environment variable",
                    "name the variable that holds the secret, such as GIT_TOKEN");
        };
    }

    /** A file with a key, or the name of a key of gpg's own ring. */
    static Grammar<String> signingKey() {
        Grammar<Path> file = absolutePath("the key", "/run/secrets/signing-key");
        return text -> {
            if (text.matches("(?:0x)?[0-9A-Fa-f]{16,40}!?")) return text;
            try {
                return file.parse(text).toString();
            } catch (WrongValue neither) {
                throw new WrongValue(
                        "is neither an absolute path nor a key's id",
                        "name the file that holds the key, or with gpg its fingerprint of 40 hexadecimal digits");
            }
        };
    }

    /** The problem does not quote the text, which may hold a password. */
    static Grammar<ProxySource> proxy() {
        return text -> {
            if (text.equals("none")) return new ProxySource.None();
            if (text.contains("@")) {
                throw new WrongValue(
                        "has a user name or password in it", "name them as username and passwordFile beside it");
            }
            if (text.matches("http://(?:[A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+]):[1-9][0-9]{0,4}/?")) {
                return new ProxySource.Named(text, Optional.empty());
            }
            throw new WrongValue("is no URL of an HTTP proxy", "write it as http://proxy.example.org:3128, or none");
        };
    }
}
