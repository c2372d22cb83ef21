package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.placement.Placement;
import dev.landfall.reason.Reason;
import dev.landfall.render.Build;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The owner's version of Kustomize is asked for by the build, and named where what comes out is not what is live. */
class RenderDoubtTest extends ChangesOverGit {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    Placement placement() {
        return new Placement(new Renderer() {
            @Override
            public Rendering render(Build build) {
                lines.add(build.line());
                return kustomize.render(build);
            }

            @Override
            public Optional<Reason> doubt(Build build) {
                return Optional.of(Reason.lasting(
                        "kustomize-other-line", "built by another one than " + build.line(), "install that one"));
            }
        });
    }

    @BeforeEach
    void runByFlux() {
        cluster.with(object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  {namespace: flux-system, name: kustomize-controller, uid: c,
                   labels: {app.kubernetes.io/component: kustomize-controller}}
                spec: {template: {spec: {containers: [{image: "ghcr.io/fluxcd/kustomize-controller:v1.7.3"}]}}}
                """));
        head = server.commit("shop", "main", Map.of("apps/kustomization.yaml", "resources: [web.yaml]\n"));
        ownerHasApplied(head.hex());
    }

    @Test
    void itIsBuiltByTheOwnersLine() {
        plan(scale(3));

        assertThat(lines).isNotEmpty().containsOnly("5.7");
    }

    @Test
    void aRenderingThatIsNotTheOwnersNamesIt() {
        live("{replicas: 2, paused: false}", BY_OWNER);

        Reason refused = ((Planned.Refused) engine.plan(scale(3))).reason();

        assertThat(refused.code()).isEqualTo("render-unproven");
        assertThat(refused.message())
                .endsWith("Deployment shop/web spec.replicas: rendered 1, live 2; built by another one than 5.7");
        assertThat(refused.remedy()).startsWith("install that one; or say --accept-unproven");
    }
}
