package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import java.util.Set;
import java.util.TreeSet;

/** The objects that a change is followed to, those that owners bring about among them; without the hash in their names. */
public final class Followed {
    private final ChangePlan plan;
    private final Set<String> objects = new TreeSet<>();
    private final Set<String> unjudged = new TreeSet<>();

    private Followed(ChangePlan plan) {
        this.plan = plan;
    }

    /** Each as {@code Deployment shop/web}. */
    public static Set<String> by(ChangePlan plan) {
        return of(plan).objects;
    }

    /** Those of which nothing is wanted, so that only their health would be looked at. */
    public static Set<String> unjudgedBy(ChangePlan plan) {
        return of(plan).unjudged;
    }

    private static Followed of(ChangePlan plan) {
        Followed followed = new Followed(plan);
        for (PlanPart part : plan.parts())
            switch (part) {
                case PlanPart.InGit git ->
                    git.owners()
                            .forEach(share -> share.effects(plan).forEach((object, wanted) -> {
                                followed.add(object);
                                if (wanted.isEmpty()) followed.unjudged.add(object.toString());
                            }));
                case PlanPart.Direct direct -> direct.targets().forEach(followed::add);
            }
        return followed;
    }

    private void add(ObjectRef object) {
        if (!objects.add(object.toString().replaceFirst("-[a-z0-9]{10}$", ""))) return;
        plan.broughtBy(object).forEach(next -> {
            add(next);
            if (plan.broughtBy(next).isEmpty() && plan.wantedOf(next).isEmpty()) unjudged.add(next.toString());
        });
    }
}
