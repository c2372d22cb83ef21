package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a pod template lacks of the level {@code restricted} of pod security, which holds all that the lower ones demand.
 *
 * @param changes that only give up rights
 * @param words each change in a few words
 * @param needsUser whether its image must be able to run as another user than root
 * @param beyondRepair what it asks for expressly, so that it may need it
 */
record RestrictedPod(List<DesiredChange> changes, List<String> words, boolean needsUser, List<String> beyondRepair) {
    private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");

    static RestrictedPod of(Workload workload) {
        JsonNode pod = workload.podSpec();
        List<DesiredChange> changes = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<String> beyond = new ArrayList<>(ofPod(pod));
        workload.containers().forEach(container -> {
            ofContainer(container).forEach(beyond::add);
            addContainer(workload, container, changes, words);
        });
        FieldPath context = workload.template().orElseThrow().spec().to(new FieldPath.Key("securityContext"));
        boolean unprofiled = lacks(workload, "/securityContext/seccompProfile/type");
        if (unprofiled) {
            FieldPath type = context.to(new FieldPath.Key("seccompProfile")).to(new FieldPath.Key("type"));
            changes.add(Repairs.set(workload, type, "RuntimeDefault"));
            words.add("seccompProfile RuntimeDefault");
        }
        boolean root = lacks(workload, "/securityContext/runAsNonRoot");
        if (root) {
            changes.add(flag(workload, context.to(new FieldPath.Key("runAsNonRoot")), true));
            words.add("runAsNonRoot");
        }
        return new RestrictedPod(changes, words.stream().distinct().toList(), root, beyond);
    }

    /** Whether neither the pod nor every container says it. */
    private static boolean lacks(Workload workload, String pointer) {
        boolean ofPod = !workload.podSpec().at(pointer).isMissingNode();
        return !ofPod
                && !workload.containers()
                        .allMatch(container -> !container.at(pointer).isMissingNode());
    }

    private static void addContainer(
            Workload workload, JsonNode container, List<DesiredChange> changes, List<String> words) {
        FieldPath context = workload.template()
                .flatMap(template -> template.container(
                        workload.live(), container.path("name").asString("")))
                .orElseThrow()
                .to(new FieldPath.Key("securityContext"));
        if (container.at("/securityContext/allowPrivilegeEscalation").isMissingNode()) {
            changes.add(flag(workload, context.to(new FieldPath.Key("allowPrivilegeEscalation")), false));
            words.add("no allowPrivilegeEscalation");
        }
        boolean drops = container
                .at("/securityContext/capabilities/drop")
                .valueStream()
                .anyMatch(name -> name.asString("").equals("ALL"));
        if (drops) return;
        changes.add(new DesiredChange.AddListItem(
                workload.ref(),
                context.to(new FieldPath.Key("capabilities"))
                        .to(new FieldPath.Key("drop"))
                        .to(new FieldPath.Element("ALL")),
                JsonNodeFactory.instance.stringNode("ALL")));
        words.add("no capabilities");
    }

    private static DesiredChange flag(Workload workload, FieldPath field, boolean value) {
        return Repairs.set(workload.ref(), field, JsonNodeFactory.instance.booleanNode(value));
    }

    private static List<String> ofPod(JsonNode pod) {
        List<String> wants = new ArrayList<>(context(pod.path("securityContext"), "its pods"));
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC"))
            if (pod.path(host).asBoolean(false)) wants.add(host);
        pod.path("volumes")
                .valueStream()
                .filter(volume -> volume.has("hostPath"))
                .forEach(volume ->
                        wants.add("the hostPath volume " + volume.path("name").asString("")));
        return wants;
    }

    private static Stream<String> ofContainer(JsonNode container) {
        String name = "container " + container.path("name").asString("");
        JsonNode context = container.path("securityContext");
        List<String> wants = new ArrayList<>(context(context, name));
        if (context.path("privileged").asBoolean(false)) wants.add("privileged in " + name);
        if (context.path("allowPrivilegeEscalation").asBoolean(false)) wants.add("allowPrivilegeEscalation in " + name);
        context.at("/capabilities/add")
                .valueStream()
                .map(added -> added.asString(""))
                .filter(added -> !added.equals("NET_BIND_SERVICE"))
                .forEach(added -> wants.add("capability " + added + " in " + name));
        boolean hostPort = container
                .path("ports")
                .valueStream()
                .anyMatch(port -> port.path("hostPort").asInt(0) > 0);
        if (hostPort) wants.add("a hostPort in " + name);
        return wants.stream();
    }

    private static List<String> context(JsonNode context, String whose) {
        List<String> wants = new ArrayList<>();
        if (context.path("runAsUser").asLong(1) == 0) wants.add("runAsUser 0 in " + whose);
        if (!context.path("runAsNonRoot").asBoolean(true)) wants.add("runAsNonRoot false in " + whose);
        String profile = context.at("/seccompProfile/type").asString("RuntimeDefault");
        if (!PROFILES.contains(profile)) wants.add("seccompProfile " + profile + " in " + whose);
        return wants;
    }
}
