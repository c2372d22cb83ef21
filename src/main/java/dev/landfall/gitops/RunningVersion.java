package dev.landfall.gitops;

import dev.landfall.cluster.LiveObject;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of a tool, as the tag of the image that it runs tells: {@code quay.io/argoproj/argocd:v3.6.1}. */
public record RunningVersion(int major, int minor) implements Comparable<RunningVersion> {
    private static final Pattern TAG = Pattern.compile(":v?(\\d{1,4})\\.(\\d{1,4})\\.\\d+[^:/]*$");

    /** Of the first container; empty where its image has no such tag, as one that is named by digest alone. */
    public static Optional<RunningVersion> of(LiveObject workload) {
        String image = workload.at("/spec/template/spec/containers/0/image").asString("");
        Matcher tag = TAG.matcher(image.replaceFirst("@sha256:.*", ""));
        return tag.find()
                ? Optional.of(new RunningVersion(Integer.parseInt(tag.group(1)), Integer.parseInt(tag.group(2))))
                : Optional.empty();
    }

    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return compareTo(new RunningVersion(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(RunningVersion other) {
        return Comparator.comparingInt(RunningVersion::major)
                .thenComparingInt(RunningVersion::minor)
                .compare(this, other);
    }
}
