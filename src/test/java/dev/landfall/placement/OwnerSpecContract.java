package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Addition;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.Reader;
import dev.landfall.gitops.Readers;
import dev.landfall.gitops.SpecPlace;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fields that an owner's own spec decides, by what it puts into the kustomization: the owner is to be changed. */
abstract class OwnerSpecContract extends PlacementFixture {
    private static final JsonMapper JSON = new JsonMapper();

    private static GitSource owner(Addition... additions) {
        return source("prod", "", Kustomizing.When.ALWAYS).adding(List.of(additions));
    }

    private static Addition addition(String field, String json, String place) {
        return new Addition(field, JSON.readTree(json), place);
    }

    /** Each as {@code path = value}; nothing else may be edited. */
    private List<String> inOwner(GitSource source, DesiredChange change) {
        Placed placed = place(source, change);
        if (placed.plan() instanceof CannotPlace refused)
            throw new AssertionError(refused.reason().message());
        assertThat(((Edits) placed.plan()).files()).isEmpty();
        return placed.inOwner().stream().map(OwnerSpecContract::told).toList();
    }

    private static String told(DesiredChange change) {
        ObjectRef object = change.object();
        assertThat(object).isEqualTo(PROD);
        return change.field() + " = " + ((SetField) change).value();
    }

    @Test
    void anImageIsChangedInTheEntryOfTheSpec() {
        commit(SHOP);
        GitSource flux = owner(addition("images", "{\"name\": \"web\", \"newTag\": \"2.0\"}", "spec.images[0]"));

        assertThat(inOwner(flux, image("web:3.0"))).containsExactly("spec.images[0].newTag = \"3.0\"");
        assertThat(place(flux, image("web:3.0")).proof().renderedDifferences())
                .containsExactly(
                        "Deployment shop/web spec.template.spec.containers[name=web].image: web:2.0 -> web:3.0");
    }

    @Test
    void anEntryOfTheSpecTakesThePlaceOfThatOfTheFile() {
        commit(SHOP.replace("namespace: shop\n", "namespace: shop\nimages: [{name: web, newTag: \"1.5\"}]\n"));
        GitSource flux = owner(addition("images", "{\"name\": \"web\", \"newTag\": \"2.0\"}", "spec.images[0]"));

        assertThat(inOwner(flux, image("web:3.0"))).containsExactly("spec.images[0].newTag = \"3.0\"");
    }

    @Test
    void anImageThatIsWrittenAsOneTextStaysSo() {
        commit(SHOP);
        Addition text = new Addition(
                "images",
                JSON.readTree("{\"name\": \"web\", \"newName\": \"shop/web\", \"newTag\": \"2.0\"}"),
                SpecPlace.inOwner("spec.source.kustomize.images[0]"),
                true);

        assertThat(inOwner(owner(text), image("shop/web:3.0")))
                .containsExactly("spec.source.kustomize.images[0] = \"web=shop/web:3.0\"");
        assertThat(inOwner(owner(text), image("web:3.0")))
                .containsExactly("spec.source.kustomize.images[0] = \"web:3.0\"");
    }

    @Test
    void replicasAreChangedInTheEntryOfTheSpec() {
        commit(SHOP);
        GitSource argo =
                owner(addition("replicas", "{\"name\": \"web\", \"count\": 4}", "spec.source.kustomize.replicas[0]"));

        assertThat(inOwner(argo, replicas(WEB, 5))).containsExactly("spec.source.kustomize.replicas[0].count = 5");
    }

    @Test
    void oneTokenOfAnInlinePatchIsChanged() {
        commit(SHOP);
        String patch = """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                spec:
                  replicas: 4 # by hand
                """;
        GitSource flux = owner(
                addition("patches", JSON.createObjectNode().put("patch", patch).toString(), "spec.patches[0]"));

        JsonNode after = JsonNodeFactory.instance.stringNode(patch.replace("4 # by hand", "5 # by hand"));
        assertThat(inOwner(flux, replicas(WEB, 5))).containsExactly("spec.patches[0].patch = " + after);
    }

    @Test
    void theValueOfAnOperationOfAnInlinePatchIsChanged() {
        commit(SHOP);
        String patch = "- op: replace\n  path: /spec/replicas\n  value: 4\n";
        GitSource flux = owner(addition(
                "patches",
                JSON.createObjectNode()
                        .put("patch", patch)
                        .set(
                                "target",
                                JSON.createObjectNode()
                                        .put("kind", "Deployment")
                                        .put("name", "web"))
                        .toString(),
                "spec.patches[0]"));

        JsonNode after = JsonNodeFactory.instance.stringNode(patch.replace("4", "5"));
        assertThat(inOwner(flux, replicas(WEB, 5))).containsExactly("spec.patches[0].patch = " + after);
    }

    @Test
    void aPrefixOfTheSpecIsTakenOffToFindTheFile() {
        commit(SHOP);
        GitSource flux = owner(addition("namePrefix", "\"eu-\"", "spec.namePrefix"));
        ObjectRef live = new ObjectRef("apps", "v1", "Deployment", "shop", "eu-web");

        assertThat(edited(place(flux, replicas(live, 5)), "base/web.yaml")).contains("replicas: 5   # one is enough");
    }

    @Test
    void whatTheSpecDoesNotDecideIsChangedInTheFile() {
        commit(SHOP);
        GitSource flux = owner(addition("images", "{\"name\": \"web\", \"newTag\": \"2.0\"}", "spec.images[0]"));

        Placed placed = place(flux, replicas(WEB, 5));
        assertThat(placed.inOwner()).isEmpty();
        assertThat(edited(placed, "base/web.yaml")).contains("replicas: 5   # one is enough");
    }

    @Test
    void oneRequestMayGoToBoth() {
        commit(SHOP);
        GitSource flux = owner(addition("images", "{\"name\": \"web\", \"newTag\": \"2.0\"}", "spec.images[0]"));

        Placed placed =
                place(PROD, flux, List.of(replicas(WEB, 5), image("web:3.0")), new Readers(List.of(), List.of()));
        assertThat(edited(placed, "base/web.yaml")).contains("replicas: 5   # one is enough");
        assertThat(placed.inOwner().stream().map(OwnerSpecContract::told))
                .containsExactly("spec.images[0].newTag = \"3.0\"");
    }

    @Test
    void anotherOwnerWithTheSameFileCountsWithItsOwnAdditions() {
        commit(SHOP);
        GitSource other = owner(addition("replicas", "{\"name\": \"web\", \"count\": 9}", "spec.replicas[0]"));
        Stream<Reader> readers = Stream.of(new Reader.OfFolder(flux("eu"), other, Optional.empty()));

        // Whatever the base says, that owner has nine.
        assertThat(edited(place(source("prod"), replicas(WEB, 5), readers.toArray(Reader[]::new)), "base/web.yaml"))
                .contains("replicas: 5");
    }
}
