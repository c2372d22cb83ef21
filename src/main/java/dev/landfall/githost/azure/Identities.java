package dev.landfall.githost.azure;

import dev.landfall.githost.Site;
import java.net.URI;

/**
 * Where it is known who people are: a Server knows it itself, Services at {@code vssps.dev.azure.com}
 * ({@code specification/ims/6.0/identities.json}) or {@code ORGANIZATION.vssps.visualstudio.com}.
 */
final class Identities {
    private static final String OLD_CLOUD = ".visualstudio.com";

    private Identities() {}

    static Site of(Site site) {
        return new Site(site.repository(), at(site.api()), site.credential(), site.proxy(), site.authorities());
    }

    static URI at(URI api) {
        String host = api.getHost();
        if (host.equals("dev.azure.com")) return URI.create("https://vssps.dev.azure.com" + api.getRawPath());
        if (!host.endsWith(OLD_CLOUD)) return api;
        String organization = host.substring(0, host.length() - OLD_CLOUD.length());
        return URI.create("https://" + organization + ".vssps" + OLD_CLOUD);
    }
}
