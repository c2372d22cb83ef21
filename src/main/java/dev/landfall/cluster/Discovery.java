package dev.landfall.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads the kinds that the API server serves, in the order in which it prefers them: in two requests where it aggregates
 * discovery (Kubernetes 1.27 and newer), else in one for each version of each group.
 */
final class Discovery {
    private static final String AGGREGATED = Stream.of("v2", "v2beta1")
                    .map(version -> "application/json;g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList")
                    .reduce((first, second) -> first + "," + second)
                    .orElseThrow()
            + ",application/json";

    private Discovery() {}

    static ServedKinds read(ApiServer server) {
        List<ResourceType> found = new ArrayList<>();
        for (String root : List.of("/api", "/apis")) {
            JsonNode body = list(server, root);
            if (body.path("kind").asString("").equals("APIGroupDiscoveryList")) addAggregated(body, found);
            else addOneByOne(server, root, body, found);
        }
        return new ServedKinds(found);
    }

    private static JsonNode list(ApiServer server, String path) {
        ApiServer.Answer answer = server.get(path, AGGREGATED);
        if (answer.status() == 403) throw ClusterException.forbidden(new Access("get", "", path, ""), null);
        return answer.body();
    }

    private static void addAggregated(JsonNode list, List<ResourceType> found) {
        for (JsonNode group : list.path("items")) {
            String groupName = group.at("/metadata/name").asString("");
            for (JsonNode version : group.path("versions")) {
                for (JsonNode resource : version.path("resources")) {
                    add(found, groupName, version.path("version").asString(""), aggregatedType(resource));
                }
            }
        }
    }

    private static ResourceType aggregatedType(JsonNode resource) {
        return new ResourceType(
                "",
                "",
                resource.at("/responseKind/kind").asString(""),
                resource.path("resource").asString(""),
                resource.path("singularResource").asString(""),
                shortNames(resource),
                resource.path("scope").asString("").equals("Namespaced"));
    }

    private static void addOneByOne(ApiServer server, String root, JsonNode body, List<ResourceType> found) {
        if (root.equals("/api")) {
            addVersion(server, "/api/v1", "", "v1", found);
            return;
        }
        for (JsonNode group : body.path("groups")) {
            String name = group.path("name").asString("");
            versions(group)
                    .forEach(version -> addVersion(server, root + "/" + name + "/" + version, name, version, found));
        }
    }

    /** The preferred one first. */
    private static List<String> versions(JsonNode group) {
        JsonNode preferred = group.at("/preferredVersion");
        return Stream.concat(Stream.of(preferred), group.path("versions").valueStream())
                .map(version -> version.path("version").asString(""))
                .filter(version -> !version.isEmpty())
                .distinct()
                .toList();
    }

    private static void addVersion(
            ApiServer server, String path, String group, String version, List<ResourceType> found) {
        for (JsonNode resource : server.get(path).body().path("resources")) {
            ResourceType type = new ResourceType(
                    "",
                    "",
                    resource.path("kind").asString(""),
                    resource.path("name").asString(""),
                    resource.path("singularName").asString(""),
                    shortNames(resource),
                    resource.path("namespaced").asBoolean(false));
            if (!type.plural().contains("/")) add(found, group, version, type);
        }
    }

    private static void add(List<ResourceType> found, String group, String version, ResourceType type) {
        if (type.kind().isEmpty()) return;
        found.add(new ResourceType(
                group, version, type.kind(), type.plural(), type.singular(), type.shortNames(), type.namespaced()));
    }

    private static List<String> shortNames(JsonNode resource) {
        return resource.path("shortNames")
                .valueStream()
                .map(name -> name.asString(""))
                .toList();
    }
}
