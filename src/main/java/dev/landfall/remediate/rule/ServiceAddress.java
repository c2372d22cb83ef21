package dev.landfall.remediate.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value that leads to a Service of the cluster, such as {@code http://api.shop.svc:8080/v1} or {@code api:8080}.
 *
 * @param value the whole of it, which may have a password in it
 * @param found where in it the parts stand
 */
record ServiceAddress(String value, Matcher found, String service, String namespace) {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<scheme>[a-z][a-z0-9+.:-]*://(?:[^@/\\s]*@)?)?(?<name>[a-z][a-z0-9-]*)"
                    + "(?<rest>\\.(?<namespace>[a-z0-9-]+)\\.svc(?:\\.cluster\\.local)?\\.?)?(?::(?<port>\\d{1,5}))?(?<path>[/?]\\S*)?");

    /** Empty for what need not be one: a bare word, another host of the network, the pod itself. */
    static Optional<ServiceAddress> of(String value, String own) {
        Matcher found = ADDRESS.matcher(value);
        if (!found.matches()) return Optional.empty();
        boolean plain = found.group("scheme") == null && found.group("port") == null && found.group("rest") == null;
        if (plain || found.group("name").equals("localhost")) return Optional.empty();
        String namespace = found.group("namespace") == null ? own : found.group("namespace");
        return Optional.of(new ServiceAddress(value, found, found.group("name"), namespace));
    }

    /** Whether the name says so itself; a single word may be a host that something else resolves. */
    boolean isSurelyService() {
        return found.group("rest") != null;
    }

    Optional<Long> port() {
        return Optional.ofNullable(found.group("port")).map(Long::parseLong);
    }

    /** The same of another Service. */
    String at(String name) {
        return value.substring(0, found.start("name")) + name + value.substring(found.end("name"));
    }

    String at(long port) {
        return value.substring(0, found.start("port")) + port + value.substring(found.end("port"));
    }

    @Override
    public String toString() {
        return service + port().map(port -> ":" + port).orElse("");
    }
}
