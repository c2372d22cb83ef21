package dev.landfall.manifest;

import dev.landfall.manifest.yaml.YamlException;
import dev.landfall.manifest.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file that parsed, before any edit. */
record ReadableFile(ManifestFile source, YamlFile yaml) {
    private static final byte[] LFS = "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

    /** @throws Refusal since an object may be defined in a file that cannot be read, and its owner will fail on it */
    static ReadableFile of(ManifestFile file) {
        if (startsWith(file.content(), LFS))
            throw new Refusal(
                    "lfs-pointer",
                    file.path() + " is a Git LFS pointer, its content is not in the repository",
                    "keep manifests in Git itself: git lfs untrack, then commit the file again");
        try {
            return new ReadableFile(file, YamlFile.parse(file.content()));
        } catch (YamlException failure) {
            throw refusal(file, failure);
        }
    }

    String path() {
        return source.path();
    }

    /** Whether a comment at the top says that a program writes this file. */
    boolean isGenerated() {
        return head().lines()
                .map(String::strip)
                .takeWhile(line -> line.isEmpty() || line.startsWith("#") || line.startsWith("---"))
                .anyMatch(line -> line.matches("(?i).*(do not (edit|modify)|@generated).*"));
    }

    private String head() {
        int end = Math.min(source.content().length, 4096);
        return new String(source.content(), 0, end, StandardCharsets.UTF_8).replace("\uFEFF", "");
    }

    private static Refusal refusal(ManifestFile file, YamlException failure) {
        String place = file.path() + ":" + failure.line() + ":" + failure.column();
        String problem = failure.getMessage();
        return switch (failure.fault()) {
            case SYNTAX -> doesNotParse(file, place, problem);
            case NOT_UTF_8 ->
                new Refusal("not-utf-8", file.path() + ": " + problem, "save the file in UTF-8, as Kubernetes expects");
            case DUPLICATE_KEY ->
                new Refusal("duplicate-key", place + ": " + problem, "delete one of the two in the repository");
            case TOO_LARGE ->
                new Refusal("too-large", file.path() + ": " + problem, "split the file, or move it out of the folder");
            case TOO_DEEP -> new Refusal("too-deep", place + ": " + problem, "move the file out of the folder");
            case TOO_MANY_ALIASES ->
                new Refusal("too-many-aliases", place + ": " + problem, "write the values out, or move the file away");
        };
    }

    private static Refusal doesNotParse(ManifestFile file, String place, String problem) {
        boolean template = new String(file.content(), StandardCharsets.UTF_8).contains("{{");
        return template
                ? new Refusal(
                        "file-does-not-parse",
                        place + ": " + problem + "; it holds {{ and looks like a template, not a manifest",
                        "move templates out of the folder that is applied as plain manifests")
                : new Refusal("file-does-not-parse", place + ": " + problem, "mend the file in the repository first");
    }

    private static boolean startsWith(byte[] content, byte[] head) {
        return content.length >= head.length && Arrays.equals(content, 0, head.length, head, 0, head.length);
    }
}
