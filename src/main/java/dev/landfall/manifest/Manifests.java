package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import java.util.List;
import java.util.stream.Collectors;

/** All objects that the files of one source define. */
record Manifests(List<ReadableFile> files, List<ManifestObject> objects) {

    static Manifests of(List<ReadableFile> files) {
        return new Manifests(files, files.stream().flatMap(ManifestObject::in).toList());
    }

    List<ManifestObject> defining(ObjectRef object, Namespaces namespaces) {
        return objects.stream()
                .filter(candidate -> candidate.defines(object, namespaces))
                .toList();
    }

    /** @throws Refusal unless there is exactly one, in a file that a person may edit */
    ManifestObject only(ObjectRef object, Namespaces namespaces) {
        List<ManifestObject> defining = defining(object, namespaces);
        if (defining.isEmpty()) throw notInGit(object, namespaces);
        if (defining.size() > 1) throw definedTwice(object, defining);
        return editable(defining.getFirst());
    }

    /** @throws Refusal unless a person may edit it */
    static ManifestObject editable(ManifestObject object) {
        if (object.isEncrypted())
            throw new Refusal(
                    "encrypted",
                    object.place() + " is encrypted with SOPS, and its checksum covers every value",
                    "change it with: sops " + object.file().path());
        if (object.file().isGenerated())
            throw new Refusal(
                    "generated",
                    object.file().path() + " says at its top that it is generated and must not be edited",
                    "change what it is generated from, or delete that comment if it is no longer true");
        return object;
    }

    private Refusal notInGit(ObjectRef object, Namespaces namespaces) {
        int documents =
                files.stream().mapToInt(file -> file.yaml().documents().size()).sum();
        String searched = object + " is defined in none of " + count(files.size(), "file") + " with "
                + count(documents, "document");
        String near = objects.stream()
                .filter(candidate -> candidate.resembles(object))
                .map(candidate -> nearMiss(candidate, object, namespaces))
                .limit(3)
                .collect(Collectors.joining(", "));
        return new Refusal(
                "object-not-in-git",
                near.isEmpty() ? searched : searched + "; close to it: " + near,
                "check the namespace and the name, or add the object to the repository");
    }

    private static String nearMiss(ManifestObject candidate, ObjectRef object, Namespaces namespaces) {
        ObjectRef named = candidate.named();
        ObjectRef applied = new ObjectRef(
                named.group(), named.version(), named.kind(), namespaces.of(named.namespace(), object), named.name());
        return applied + " (" + applied.apiVersion() + ", " + candidate.place() + ")";
    }

    private static Refusal definedTwice(ObjectRef object, List<ManifestObject> defining) {
        String places = defining.stream().map(found -> found.place().toString()).collect(Collectors.joining(" and "));
        return new Refusal(
                "defined-twice",
                object + " is defined at " + places,
                "delete all but one: the owner applies only one of them, and which one is chance");
    }

    private static String count(int count, String thing) {
        return count + " " + (count == 1 ? thing : thing + "s");
    }
}
