package dev.landfall.words;

import java.util.Set;

/** The kinds that everybody knows by name; of others the cluster is asked. */
public final class KindWords {
    private static final Set<String> PLURAL_KINDS = Set.of(
            "deployments",
            "statefulsets",
            "daemonsets",
            "cronjobs",
            "jobs",
            "pods",
            "replicasets",
            "services",
            "configmaps",
            "secrets",
            "ingresses",
            "serviceaccounts",
            "persistentvolumeclaims",
            "horizontalpodautoscalers",
            "autoscalers",
            "poddisruptionbudgets",
            "networkpolicies",
            "namespaces",
            "roles",
            "rolebindings",
            "applications",
            "kustomizations",
            "helmreleases",
            "gitrepositories");

    private static final Set<String> SINGULAR_KINDS = Set.of(
            "deployment",
            "deploy",
            "statefulset",
            "sts",
            "daemonset",
            "ds",
            "cronjob",
            "cj",
            "job",
            "pod",
            "po",
            "replicaset",
            "rs",
            "service",
            "svc",
            "configmap",
            "cm",
            "secret",
            "ingress",
            "ing",
            "serviceaccount",
            "sa",
            "persistentvolumeclaim",
            "pvc",
            "horizontalpodautoscaler",
            "hpa",
            "poddisruptionbudget",
            "pdb",
            "networkpolicy",
            "netpol",
            "namespace",
            "ns",
            "role",
            "rolebinding",
            "application",
            "kustomization",
            "helmrelease",
            "gitrepository");

    private KindWords() {}

    public static boolean isKind(Word word) {
        return word.isOf(SINGULAR_KINDS) || isSeveral(word);
    }

    /** Whether it is a kind of which several objects follow or went before. */
    public static boolean isSeveral(Word word) {
        return word.isOf(PLURAL_KINDS);
    }
}
