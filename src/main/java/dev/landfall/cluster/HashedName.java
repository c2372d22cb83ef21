package dev.landfall.cluster;

import java.util.regex.Pattern;

/** The name of what Kustomize generates: one that people know, and a hash of what is in the object. */
public final class HashedName {
    /** As {@code encode} of kustomize, api/hasher, writes it: no vowels, and nothing that looks like another. */
    private static final Pattern HASH = Pattern.compile("-[2456789bcdfghkmt]{10}");

    private HashedName() {}

    /** Whether a name is this one with a hash, whatever hash. */
    public static boolean isOf(String plain, String name) {
        return name.startsWith(plain)
                && HASH.matcher(name.substring(plain.length())).matches();
    }
}
