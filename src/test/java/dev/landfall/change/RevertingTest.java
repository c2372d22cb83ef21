package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way back: old bytes, conflicts with others, and what is kept nowhere but in Git. */
class RevertingTest extends ChangesOverGit {
    @Test
    void aRevertPutsTheBytesBack() {
        Change change = land(plan(scale(3)));

        Planned back = engine.planRevert(change, "", false);
        Change revert = land(((Planned.Ready) back).plan());

        assertThat(file()).isEqualTo(WEB_FILE);
        assertThat(revert.id()).isNotEqualTo(change.id());
    }

    @Test
    void aRevertOfWhatOthersHaveSinceChangedIsRefused() {
        Change change = land(plan(scale(3)));
        server.commit("shop", "main", Map.of("apps/web.yaml", WEB_FILE.replace("replicas: 1", "replicas: 7")));

        assertThat(engine.planRevert(change, "", false))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("revert-conflict"));
    }

    @Test
    void aRevertToNoValuePutsTheBytesBackAsWell() {
        String unset = WEB_FILE.replace("replicas: 1", "replicas: null");
        server.commit("shop", "main", Map.of("apps/web.yaml", unset));
        Change change = land(plan(scale(3)));

        land(((Planned.Ready) engine.planRevert(change, "", false)).plan());

        assertThat(file()).isEqualTo(unset);
    }

    @Test
    void theValuesOfASecretAreInNoPlanNoMessageAndNoJournalAndComeBackFromGitAlone() throws IOException {
        String secret =
                "apiVersion: v1\nkind: Secret\nmetadata: {name: door, namespace: shop}\ndata: {key: Y2FuYXJ5LWtleQ==}\n";
        server.commit("shop", "main", Map.of("apps/door.yaml", secret));
        ObjectRef door = new ObjectRef("", "v1", "Secret", "shop", "door");
        cluster.serving(type("", "v1", "Secret"))
                .with(object("apiVersion: v1\nkind: Secret\nmetadata: {name: door, namespace: shop, uid: s}\n"))
                .with(object("""
                        apiVersion: kustomize.toolkit.fluxcd.io/v1
                        kind: Kustomization
                        metadata: {namespace: shop, name: shop, uid: k, generation: 1}
                        spec: {path: ./apps, interval: 1m, prune: true, sourceRef: {kind: GitRepository, name: shop}}
                        status: {inventory: {entries: [{id: shop_web_apps_Deployment, v: v1}, {id: shop_door__Secret, v: v1}]}}
                        """));
        ChangeRequest delete = new ChangeRequest(
                List.of(new DesiredChange.DeleteObject(door)),
                "delete",
                new Manner("", false, new Destination.Unsaid()));

        ChangePlan plan = plan(delete);
        assertThat(plan.toString()).doesNotContain("Y2FuYXJ5").contains("not shown");
        Change change = land(plan);
        assertThat(server.git("shop", "log", "-1", "--format=%B", "main")).doesNotContain("Y2FuYXJ5");
        assertThat(Files.readString(folder.resolve("journal.db"), StandardCharsets.ISO_8859_1)
                        + Files.readString(folder.resolve("journal.db-wal"), StandardCharsets.ISO_8859_1))
                .doesNotContain("Y2FuYXJ5");

        land(((Planned.Ready) engine.planRevert(change, "", false)).plan());
        assertThat(server.file("shop", "main", "apps/door.yaml")).isEqualTo(secret);
    }
}
