package dev.landfall.manifest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words by which people name a kind in file and folder names. */
final class KindNames {
    /** As {@code kubectl api-resources} lists them. */
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("ConfigMap", "cm"),
            Map.entry("CronJob", "cj"),
            Map.entry("CustomResourceDefinition", "crd"),
            Map.entry("DaemonSet", "ds"),
            Map.entry("Deployment", "deploy"),
            Map.entry("HorizontalPodAutoscaler", "hpa"),
            Map.entry("Ingress", "ing"),
            Map.entry("LimitRange", "limits"),
            Map.entry("Namespace", "ns"),
            Map.entry("NetworkPolicy", "netpol"),
            Map.entry("PersistentVolume", "pv"),
            Map.entry("PersistentVolumeClaim", "pvc"),
            Map.entry("Pod", "po"),
            Map.entry("PodDisruptionBudget", "pdb"),
            Map.entry("PriorityClass", "pc"),
            Map.entry("ResourceQuota", "quota"),
            Map.entry("Service", "svc"),
            Map.entry("ServiceAccount", "sa"),
            Map.entry("StatefulSet", "sts"),
            Map.entry("StorageClass", "sc"));

    /** What has no namespace, of the kinds that come with Kubernetes and do not say so by their name. */
    private static final Set<String> CLUSTER_WIDE = Set.of(
            "Namespace",
            "Node",
            "PersistentVolume",
            "StorageClass",
            "PriorityClass",
            "IngressClass",
            "RuntimeClass",
            "GatewayClass",
            "CustomResourceDefinition",
            "APIService",
            "MutatingWebhookConfiguration",
            "ValidatingWebhookConfiguration",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding");

    private KindNames() {}

    static boolean isClusterWide(String kind) {
        return kind.startsWith("Cluster") || CLUSTER_WIDE.contains(kind);
    }

    /** How a word is made from a kind. */
    enum Form {
        LOWER {
            @Override
            String of(String kind) {
                return kind.toLowerCase(Locale.ROOT);
            }
        },
        PLURAL {
            @Override
            String of(String kind) {
                return plural(kind.toLowerCase(Locale.ROOT));
            }
        },
        DASHED {
            @Override
            String of(String kind) {
                return kind.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
            }
        },
        DASHED_PLURAL {
            @Override
            String of(String kind) {
                return plural(DASHED.of(kind));
            }
        },
        SHORT {
            @Override
            String of(String kind) {
                return KindNames.SHORT.getOrDefault(kind, kind.toLowerCase(Locale.ROOT));
            }
        },
        AS_WRITTEN {
            @Override
            String of(String kind) {
                return kind;
            }
        };

        abstract String of(String kind);
    }

    /** The forms in which a kind is this word; several where they come to the same. */
    static List<Form> formsOf(String kind, String word) {
        Set<Form> forms = new LinkedHashSet<>();
        for (Form form : Form.values()) if (form.of(kind).equals(word)) forms.add(form);
        return List.copyOf(forms);
    }

    private static String plural(String word) {
        if (word.endsWith("y") && !word.endsWith("ay")) return word.substring(0, word.length() - 1) + "ies";
        return word.endsWith("s") ? word + "es" : word + "s";
    }
}
