package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.Sha256;
import java.util.Locale;

/**
 * The name of the branch on which a part of a plan is proposed: equal plans have equal names, so that of several who come
 * at once with one plan the branch itself lets one through.
 */
final class OwnBranch {
    private static final String FOLDER = "landfall/";
    private static final int LONGEST = 60;
    private static final int DIGITS = 12;

    private OwnBranch() {}

    static String of(ChangePlan plan, PlanPart.InGit part) {
        ObjectRef first = part.targets().getFirst();
        String readable = (first.namespace() + "-" + first.name())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+", "");
        String cut = readable.substring(0, Math.min(LONGEST, readable.length())).replaceAll("-+$", "");
        String place = plan.digest() + " " + part.repository() + " " + part.branch();
        return FOLDER + cut + "-" + Sha256.of(place).substring(0, DIGITS);
    }
}
