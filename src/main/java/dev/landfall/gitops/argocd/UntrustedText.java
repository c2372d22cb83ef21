package dev.landfall.gitops.argocd;

/** Text that others wrote into the cluster, made safe to print. */
final class UntrustedText {
    private static final int LONGEST = 600;

    private UntrustedText() {}

    /** Without control and direction characters, in one line, at most 600 characters. */
    static String printable(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
