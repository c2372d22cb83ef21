package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import java.util.Optional;

/**
 * What the ConfigMap {@code argocd-cm} of one installation says about tracking (util/settings/settings.go).
 *
 * @param labelDecides whether the label alone says who owns an object; elsewhere it is only a hint
 * @param installationId an empty text where the installation has none; empty where that is not known
 */
record ArgoCdSettings(boolean labelDecides, String labelKey, Optional<String> installationId) {
    static final String CONFIG_MAP = "argocd-cm";
    private static final String INSTALLATION_ID = "argocd.argoproj.io/installation-id";
    private static final String DEFAULT_LABEL = "app.kubernetes.io/instance";

    /**
     * The defaults from Argo CD 3.0 on, where the settings cannot be read. Up to 2.14 the label decides by default; it
     * is honoured as a hint, which {@code status.resources} must confirm as always.
     */
    static final ArgoCdSettings UNKNOWN = new ArgoCdSettings(false, DEFAULT_LABEL, Optional.empty());

    static ArgoCdSettings of(LiveObject configMap) {
        String label = configMap.at("/data/application.instanceLabelKey").asString("");
        String method = configMap.at("/data/application.resourceTrackingMethod").asString("");
        return new ArgoCdSettings(
                method.equals("label"),
                label.isEmpty() ? DEFAULT_LABEL : label,
                Optional.of(configMap.at("/data/installationID").asString("")));
    }

    /**
     * Whether the object carries the id of another installation: then it is none of this one's, also where this one has
     * no id. An object without an id can still be listed by one that has, since Git defines it: the next sync marks it.
     */
    boolean excludes(LiveObject object) {
        String id = object.annotations().getOrDefault(INSTALLATION_ID, "");
        return !id.isEmpty() && installationId.filter(own -> !own.equals(id)).isPresent();
    }
}
