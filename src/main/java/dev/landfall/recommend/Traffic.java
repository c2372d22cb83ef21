package dev.landfall.recommend;

import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.recommend.Fields.Begun;
import dev.landfall.recommend.WorkloadIntent.Door;
import dev.landfall.recommend.WorkloadIntent.Exposure;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** By what a workload is reached, and what may reach it. */
record Traffic(Fields fields) {
    /** The name of the port, by which all others refer to it. */
    static String port(WorkloadIntent intent) {
        return intent.exposure().isPresent() || intent.probing().path().isPresent() ? "http" : "main";
    }

    private WorkloadIntent intent() {
        return fields.intent();
    }

    List<CreateObject> objects() {
        List<CreateObject> objects = new ArrayList<>();
        if (intent().port().isPresent() || intent().kind() == WorkloadKind.STATEFUL_SET) objects.add(service());
        intent().exposure().ifPresent(exposure -> objects.add(door(exposure)));
        if (intent().isolated()) objects.add(policy());
        return objects;
    }

    private CreateObject service() {
        Begun service = fields.begin("", "Service", intent().name());
        // A StatefulSet wants a Service that gives each member its own name.
        if (intent().kind() == WorkloadKind.STATEFUL_SET) service.spec().put("clusterIP", "None");
        fields.select(service.spec().putObject("selector"));
        intent().port()
                .ifPresent(port -> service.spec()
                        .putArray("ports")
                        .addObject()
                        .put("name", port(intent()))
                        .put("port", port)
                        .put("targetPort", port(intent())));
        return service.creation();
    }

    private CreateObject door(Exposure exposure) {
        return switch (exposure.door()) {
            case Door.IngressOf ingress -> ingress(exposure, ingress);
            case Door.RouteOf route -> route(exposure, route);
        };
    }

    private CreateObject ingress(Exposure exposure, Door.IngressOf through) {
        Begun ingress = fields.begin("networking.k8s.io", "Ingress", intent().name());
        ObjectNode spec = ingress.spec();
        through.ingressClass().ifPresent(name -> spec.put("ingressClassName", name));
        through.tlsSecret().ifPresent(secret -> {
            ObjectNode tls = spec.putArray("tls").addObject();
            tls.putArray("hosts").add(exposure.host());
            tls.put("secretName", secret);
        });
        ObjectNode path = spec.putArray("rules")
                .addObject()
                .put("host", exposure.host())
                .putObject("http")
                .putArray("paths")
                .addObject();
        path.put("path", exposure.path()).put("pathType", "Prefix");
        path.putObject("backend")
                .putObject("service")
                .put("name", intent().name())
                .putObject("port")
                .put("name", port(intent()));
        return ingress.creation();
    }

    private CreateObject route(Exposure exposure, Door.RouteOf through) {
        Begun route = fields.begin("gateway.networking.k8s.io", "HTTPRoute", intent().name());
        ObjectNode spec = route.spec();
        spec.putArray("parentRefs")
                .addObject()
                .put("name", through.gateway())
                .put("namespace", through.gatewayNamespace());
        spec.putArray("hostnames").add(exposure.host());
        ObjectNode rule = spec.putArray("rules").addObject();
        rule.putArray("matches")
                .addObject()
                .putObject("path")
                .put("type", "PathPrefix")
                .put("value", exposure.path());
        rule.putArray("backendRefs")
                .addObject()
                .put("name", intent().name())
                .put("port", intent().port().orElseThrow());
        return route.creation();
    }

    private CreateObject policy() {
        Begun policy = fields.begin("networking.k8s.io", "NetworkPolicy", intent().name());
        fields.select(policy.spec().putObject("podSelector").putObject("matchLabels"));
        policy.spec().putArray("policyTypes").add("Ingress");
        ObjectNode rule = policy.spec().putArray("ingress").addObject();
        var from = rule.putArray("from");
        from.addObject().putObject("podSelector");
        // Whatever lets requests in lives in a namespace of its own, which nobody knows for sure.
        if (intent().exposure().isPresent()) from.addObject().putObject("namespaceSelector");
        rule.putArray("ports").addObject().put("port", port(intent()));
        return policy.creation();
    }
}
