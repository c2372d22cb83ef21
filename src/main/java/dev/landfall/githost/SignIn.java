package dev.landfall.githost;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/**
 * How some hosts say that they do not accept a credential, instead of by a 401: they show a page to sign in, or lead to
 * one. Azure DevOps does both: threads 97 and 574 of MicrosoftDocs/vsts-rest-api-specs, 755 of eclipse-che/che-server.
 */
final class SignIn {
    private static final int NOT_AUTHORITATIVE = 203;
    private static final Pattern PAGE = Pattern.compile("(?i)[^?#]*/(?:_signin|sign_in)(?:[?#].*)?");

    private SignIn() {}

    /** @param response whose body is no JSON */
    static boolean isShown(HttpResponse<byte[]> response) {
        return response.statusCode() == NOT_AUTHORITATIVE;
    }

    static boolean isLedTo(HttpResponse<byte[]> redirect) {
        return PAGE.matcher(redirect.headers().firstValue("Location").orElse(""))
                .matches();
    }
}
