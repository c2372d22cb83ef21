package dev.landfall.operate;

import java.util.List;

/** What a clause wants, before anybody has looked at the cluster. */
sealed interface Wish {

    /** Nothing of it depends on what there is. */
    record Exactly(Action action) implements Wish {}

    /** So many replicas more, or fewer where it is negative. */
    record MoreReplicas(int more) implements Wish {}

    /** So many times the replicas that there are. */
    record TimesReplicas(int times, int part) implements Wish {}

    /** So many replicas, where that is said to be more than there are, or fewer. */
    record ReplicasTowards(int replicas, boolean isMore) implements Wish {}

    /** @param container empty where it was not said */
    record Image(String container, String image) implements Wish {}

    /** The same image of another tag. */
    record Tag(String container, String tag) implements Wish {}

    record Resources(String container, List<Amount> amounts) implements Wish {
        public Resources {
            amounts = List.copyOf(amounts);
        }
    }

    /** To take back what was done before. */
    record TakeBack() implements Wish {}

    /**
     * Of one resource.
     *
     * @param quantity as Kubernetes writes it, or empty where it shall go
     */
    record Amount(String resource, String quantity, Use use) {
        enum Use {
            /** "give it 512Mi": as much as it shall have. */
            GIVEN,
            LIMIT,
            REQUEST
        }
    }
}
