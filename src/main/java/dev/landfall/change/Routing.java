package dev.landfall.change;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.OwnershipFinder;
import dev.landfall.reason.Reason;
import java.util.List;

/** Decides for each object of a request which way its change goes: through its owner, or straight to the cluster. */
final class Routing {
    private final OwnershipFinder finder;
    private final Providers providers;
    private final Configuration configuration;

    Routing(Cluster cluster, Providers providers, Configuration configuration) {
        this.finder = providers.finder(cluster);
        this.providers = providers;
        this.configuration = configuration;
    }

    /** One object's way. */
    sealed interface Route {
        record ThroughOwner(Owner owner, List<Access> unread) implements Route {}

        /** It is not there. */
        record Creating(Ownership.Absent absent) implements Route {}

        /** It is there, and nobody owns it. */
        record Writing(Ownership.Unmanaged unmanaged) implements Route {}

        /** It is not there, and shall not be. */
        record Gone(ObjectRef object) implements Route {}

        record Closed(Reason reason) implements Route {}

        /** A person must say which. */
        record Unclear(Reason question) implements Route {}
    }

    /** @param warnings what the person should know about it before saying yes */
    record Way(Route route, List<Reason> warnings) {}

    /** One for each target of the request, in its order. */
    List<Way> of(ChangeRequest request) {
        RouteSearch search = new RouteSearch(finder, providers, configuration, request);
        return request.targets().stream().map(search::wayOf).toList();
    }
}
