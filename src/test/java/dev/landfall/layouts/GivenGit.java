package dev.landfall.layouts;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitServer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The repositories of a folder, with what files on a disk cannot say: links, submodules, tags, odd names. */
record GivenGit(GitServer server, GitRoot root, LayoutFolder given) {
    private static final Set<String> KEYS = Set.of("links", "submodules", "tags", "files");

    /** Each with its first commit. */
    Map<String, CommitId> create() {
        Map<String, CommitId> heads = new TreeMap<>();
        given.given().forEach((name, texts) -> {
            server.create(name, "main");
            heads.put(name, server.commit(name, "main", real(texts)));
        });
        JsonNode odd = given.document("given-git.yaml");
        odd.propertyNames().forEach(key -> {
            if (!KEYS.contains(key)) throw new IllegalArgumentException("given-git.yaml has no key " + key);
        });
        if (!odd.isEmpty()) heads.put(LayoutFolder.ONLY, add(odd));
        return heads;
    }

    private Map<String, String> real(Map<String, String> texts) {
        return texts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, file -> root.real(file.getValue())));
    }

    private CommitId add(JsonNode odd) {
        String only = LayoutFolder.ONLY;
        if (odd.has("files")) server.commit(only, "main", texts(odd.path("files")));
        if (odd.has("links")) server.commit(only, "main", "120000", texts(odd.path("links")));
        odd.path("submodules").forEach(path -> server.addSubmodule(only, "main", path.asString()));
        CommitId head = server.head(only, "main");
        odd.path("tags").forEach(tag -> server.git(only, "update-ref", "refs/tags/" + tag.asString(), head.hex()));
        return head;
    }

    private static Map<String, String> texts(JsonNode mapping) {
        Map<String, String> texts = new TreeMap<>();
        mapping.properties()
                .forEach(file -> texts.put(file.getKey(), file.getValue().asString()));
        return texts;
    }
}
