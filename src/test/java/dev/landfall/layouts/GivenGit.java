package dev.landfall.layouts;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitServerInProcess;
import dev.landfall.git.RepositoryInMemory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The repositories of a folder, with what files on a disk cannot say: links, submodules, tags, odd names. */
record GivenGit(GitServerInProcess server, GitRoot root, LayoutFolder given) {
    private static final Set<String> KEYS = Set.of("links", "submodules", "tags", "files");

    /** Each with its first commit. */
    Map<String, CommitId> create() {
        Map<String, CommitId> heads = new TreeMap<>();
        given.given()
                .forEach((name, texts) -> heads.put(name, server.create(name).commit("ada", real(texts))));
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
        RepositoryInMemory only = server.repository(LayoutFolder.ONLY);
        if (odd.has("files")) only.commit("ada", texts(odd.path("files")));
        if (odd.has("links")) only.commitLinks(texts(odd.path("links")));
        odd.path("submodules").forEach(path -> only.addSubmodule(path.asString()));
        odd.path("tags").forEach(tag -> only.tag(tag.asString()));
        return only.head();
    }

    private static Map<String, String> texts(JsonNode mapping) {
        Map<String, String> texts = new TreeMap<>();
        mapping.properties()
                .forEach(file -> texts.put(file.getKey(), file.getValue().asString()));
        return texts;
    }
}
