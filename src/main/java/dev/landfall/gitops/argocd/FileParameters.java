package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the git generator adds to the parameters of a file: the parts of its path
 * (applicationset/generators/git.go, generateParamsFromGitFile). Its own {@code values} are no part of it.
 */
record FileParameters(JsonNode git, boolean isGo) implements Parameters.Added {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public ObjectNode by(String path) {
        ObjectNode all = JSON.objectNode();
        String prefix = git.path("pathParamPrefix").asString("");
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "." : path.substring(0, slash);
        if (!isGo) addPlain(all, prefix.isEmpty() ? "path" : prefix + ".path", folder, path.substring(slash + 1));
        else if (prefix.isEmpty()) all.set("path", go(folder, path.substring(slash + 1)));
        else all.putObject(prefix).set("path", go(folder, path.substring(slash + 1)));
        return all;
    }

    private static void addPlain(ObjectNode all, String name, String folder, String file) {
        all.put(name, folder);
        parts(folder, file).forEach(part -> all.put(name + "." + part.name(), part.value()));
        String[] segments = folder.split("/", -1);
        for (int i = 0; i < segments.length; i++) all.put(name + "[" + i + "]", segments[i]);
    }

    private static ObjectNode go(String folder, String file) {
        ObjectNode path = JSON.objectNode().put("path", folder);
        parts(folder, file).forEach(part -> path.put(part.name(), part.value()));
        ArrayNode segments = path.putArray("segments");
        for (String segment : folder.split("/", -1)) segments.add(segment);
        return path;
    }

    private record Part(String name, String value) {}

    private static List<Part> parts(String folder, String file) {
        String last = folder.substring(folder.lastIndexOf('/') + 1);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("basename", last));
        parts.add(new Part("filename", file));
        parts.add(new Part("basenameNormalized", normalized(last)));
        parts.add(new Part("filenameNormalized", normalized(file)));
        return parts;
    }

    /** As SanitizeName of applicationset/utils/utils.go makes a name of it. */
    private static String normalized(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^-a-z0-9.]", "-");
        return plain.substring(0, Math.min(253, plain.length())).replaceAll("^[-.]+|[-.]+$", "");
    }
}
