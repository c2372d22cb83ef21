package dev.landfall.githost.github;

import dev.landfall.githost.Answer;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.githost.HostConnection;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a 403 of GitHub asks for: docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api, "Resource not
 * accessible", of the header {@code X-Accepted-GitHub-Permissions}; and of {@code X-GitHub-SSO}
 * docs.github.com/rest/authentication/authenticating-to-the-rest-api, "Authenticating with SAML SSO".
 */
final class Refusals {
    private Refusals() {}

    /** The answer's body, if it is a success. */
    static JsonNode required(HostConnection connection, Answer answer) {
        if (answer.status() == 403) throw new GitHostException(Fault.RIGHTS, forbidden(answer));
        return connection.required(answer).json();
    }

    static Reason forbidden(Answer answer) {
        Optional<String> login = answer.headers().firstValue("X-GitHub-SSO").filter(sso -> sso.startsWith("required"));
        if (login.isPresent()) return singleSignOn(login.get());
        Optional<String> wanted = permissions(answer);
        return Reason.lasting(
                "host-forbidden",
                "GitHub does not let the credential for pull requests do this: " + answer.words()
                        + wanted.map(names -> "; it takes the permission " + names)
                                .orElse(""),
                wanted.map(names -> "give the token or the app of pullRequests this permission: " + names)
                        .orElse("landfall check names what the credential of pullRequests lacks"));
    }

    private static Reason singleSignOn(String header) {
        int url = header.indexOf("url=");
        String where = url < 0 ? "on the page of the token" : Printable.line(header.substring(url + 4), 300);
        return Reason.lasting(
                "host-single-sign-on",
                "the organisation lets a token in only after it was authorized for its single sign-on",
                "authorize the token of pullRequests: " + where);
    }

    /** For a person: {@code pull_requests=write and contents=read, or issues=write}. */
    static Optional<String> permissions(Answer answer) {
        return answer.headers()
                .firstValue("X-Accepted-GitHub-Permissions")
                .filter(names -> !names.isBlank())
                .map(names -> Arrays.stream(names.split(";"))
                        .map(all -> all.strip().replaceAll("\\s*,\\s*", " and "))
                        .collect(Collectors.joining(", or ")))
                .map(names -> Printable.line(names, 200));
    }

    /** Of a 422: whether one of its {@code errors} has these words as its {@code message}. */
    static boolean says(Answer answer, String words) {
        return answer.status() == 422 && answer.words().contains(words);
    }

    /** Of a 422: whether one of its {@code errors} is of this field. */
    static boolean isOf(Answer answer, String field) {
        if (answer.status() != 422) return false;
        for (JsonNode error : answer.json().path("errors"))
            if (error.path("field").asString("").equals(field)) return true;
        return false;
    }
}
