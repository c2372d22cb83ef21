package dev.landfall.render;

import java.util.List;
import java.util.regex.Pattern;

/**
 * As what its owner renders a chart. Every text of it becomes an argument of Helm, so each has a form.
 *
 * @param namespace empty for Helm's own default
 * @param definesKinds whether the CustomResourceDefinitions of {@code crds} come out, too
 * @param leavesOutTests whether its tests do not come out
 * @param checksSchema whether the values must keep to the chart's schema
 * @param kubernetes the version that the chart is told; empty for the one that Helm takes by itself
 * @param apis that the chart is told of, on top of those that Helm knows
 * @param helm the major version of the Helm that its owner renders it with; 0 where that is not known
 */
public record Release(
        String name,
        String namespace,
        boolean definesKinds,
        boolean leavesOutTests,
        boolean checksSchema,
        String kubernetes,
        List<String> apis,
        int helm) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,51}[a-z0-9])?");
    private static final Pattern NAMESPACE = Pattern.compile("([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)?");
    private static final Pattern KUBERNETES = Pattern.compile("(v?[0-9]+\\.[0-9]+(\\.[0-9]+)?([-+][-+.0-9A-Za-z]*)?)?");
    private static final Pattern API = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9./]*");

    public Release {
        apis = List.copyOf(apis);
    }

    Release withoutKinds() {
        return new Release(name, namespace, false, leavesOutTests, checksSchema, kubernetes, apis, helm);
    }

    /** What in it Helm would not take; empty where nothing is wrong. */
    String fault() {
        if (!NAME.matcher(name).matches()) return "the release name \"" + name + "\"";
        if (!NAMESPACE.matcher(namespace).matches()) return "the namespace \"" + namespace + "\"";
        if (!KUBERNETES.matcher(kubernetes).matches()) return "the version of Kubernetes \"" + kubernetes + "\"";
        return apis.stream()
                .filter(api -> !API.matcher(api).matches())
                .findFirst()
                .map(api -> "the API version \"" + api + "\"")
                .orElse("");
    }
}
