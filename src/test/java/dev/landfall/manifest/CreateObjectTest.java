package dev.landfall.manifest;

import static dev.landfall.manifest.Edit.creation;
import static dev.landfall.manifest.Edit.file;
import static dev.landfall.manifest.Edit.plan;
import static dev.landfall.manifest.Edit.results;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Where a new object goes in folders kept in different ways, and how it is written there. */
class CreateObjectTest {
    private static final CreateObject SERVICE = creation(
            "shop",
            "{'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 'web'}, 'spec': {'ports': [{'port': 80}]}}");
    private static final CreateObject API = creation(
            "shop",
            "{'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'api'}, 'spec': {'replicas': 1}}");
    private static final CreateObject SETTINGS = creation(
            "shop",
            "{'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'web-settings'}, 'data': {'a': 'b'}}");

    /** The paths of the files that are there, the object, and the path of its file. */
    static final List<Arguments> NAMES = List.of(
            Arguments.of("", API, "api-deployment.yaml"),
            Arguments.of("web-deployment.yaml", API, "api-deployment.yaml"),
            Arguments.of("web-deployment.yaml", SERVICE, "web-service.yaml"),
            Arguments.of("deployment-web.yml", SERVICE, "service-web.yml"),
            Arguments.of("web.deployment.yaml", SERVICE, "web.service.yaml"),
            Arguments.of("web-deploy.yaml", SERVICE, "web-svc.yaml"),
            Arguments.of("deploy.yaml", SERVICE, "svc.yaml"),
            Arguments.of("Deployment-web.yaml", SERVICE, "Service-web.yaml"),
            Arguments.of("web.yaml", API, "api.yaml"),
            Arguments.of("web.yaml", SERVICE, "web-service.yaml"),
            Arguments.of("web.json", API, "api.json"),
            Arguments.of("web/deployment.yaml", SERVICE, "web/service.yaml"),
            Arguments.of("web/deployment.yaml", API, "api/deployment.yaml"),
            Arguments.of("web/deployment.yaml", SETTINGS, "web/configmap.yaml"),
            Arguments.of("apps/web.yaml", API, "apps/api.yaml"),
            Arguments.of("shop/web.yaml", API, "shop/api.yaml"),
            Arguments.of("deployments/web.yaml", SERVICE, "services/web.yaml"),
            Arguments.of("a/10-first.yaml", API, "a/api-deployment.yaml"));

    @ParameterizedTest
    @FieldSource("NAMES")
    void namesTheFileAsTheOthersAreNamed(String path, CreateObject create, String expected) {
        String yaml = path.endsWith("json")
                ? "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"metadata\": {\"name\": \"web\"}}"
                : "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n";
        List<ManifestFile> files = path.isEmpty() ? List.of() : List.of(file(path, yaml));

        assertThat(results(plan(files, create))).containsOnlyKeys(expected);
    }

    @Test
    void writesAsTheOthersAreWritten() {
        ManifestFile web = file("web-deployment.yaml", """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                    name: web
                    namespace: shop
                spec:
                    template:
                        spec:
                            containers:
                                -   name: web
                """.replace("\n", "\r\n").stripTrailing());

        assertThat(results(plan(List.of(web), SERVICE)))
                .isEqualTo(Map.of("web-service.yaml", """
                        ---
                        apiVersion: v1
                        kind: Service
                        metadata:
                            name: web
                            namespace: shop
                        spec:
                            ports:
                                -   port: 80
                        """.replace("\n", "\r\n").stripTrailing()));
    }

    @Test
    void writesJsonAsTheOthersAreWritten() {
        ManifestFile web = file("web.json", """
                {
                    "apiVersion": "apps/v1", "kind": "Deployment",
                    "metadata": {"name": "web"}
                }
                """);

        assertThat(results(plan(List.of(web), API))).isEqualTo(Map.of("api.json", """
                        {
                            "apiVersion": "apps/v1",
                            "kind": "Deployment",
                            "metadata": {
                                "name": "api"
                            },
                            "spec": {
                                "replicas": 1
                            }
                        }
                        """));
    }

    @Test
    void oneMoreDocumentWhereAnAppHasOneFile() {
        String web = """
                # the shop window
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}

                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: web}
                """;
        List<ManifestFile> files = List.of(file("web.yaml", web), file("db.yaml", web.replace("web", "db")));

        assertThat(results(plan(files, SERVICE))).isEqualTo(Map.of("web.yaml", web + """

                ---
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                spec:
                  ports:
                  - port: 80
                """));
        assertThat(results(plan(files, API))).containsOnlyKeys("api.yaml");
    }

    @Test
    void oneMoreDocumentWhereThereIsOneFileForAll() {
        String all =
                "apiVersion: v1\nkind: Service\nmetadata: {name: db}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: db}";

        assertThat(results(plan(List.of(file("all.yaml", all)), API)))
                .isEqualTo(
                        Map.of(
                                "all.yaml",
                                all
                                        + "\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  replicas: 1"));
    }

    @Test
    void oneMoreItemOfAList() {
        String list =
                "apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: web}\n";

        assertThat(results(plan(List.of(file("all.yaml", list)), API)))
                .isEqualTo(
                        Map.of(
                                "all.yaml",
                                list
                                        + "- apiVersion: apps/v1\n  kind: Deployment\n  metadata:\n    name: api\n  spec:\n    replicas: 1\n"));
    }

    @Test
    void tellsTheWholeObject() {
        assertThat(plan(List.of(), API))
                .isInstanceOfSatisfying(
                        Edits.class,
                        edits -> assertThat(edits.files().getFirst().fields())
                                .containsExactly(new FieldEdit(
                                        API.object(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(API.content()),
                                        1)));
        assertThat(((Edits) plan(List.of(), API)).files().getFirst().before()).isEmpty();
    }

    static final List<Arguments> NAMESPACES = List.of(
            // what the other says, the default, whether that overrides; what the new one says
            Arguments.of("metadata: {name: web}", new Namespaces("shop", false), "metadata:\n  name: api\n"),
            Arguments.of(
                    "metadata: {name: web, namespace: shop}",
                    new Namespaces("shop", false),
                    "metadata:\n  name: api\n  namespace: shop\n"),
            Arguments.of(
                    "metadata: {name: web}",
                    new Namespaces("default", false),
                    "metadata:\n  name: api\n  namespace: shop\n"),
            Arguments.of("metadata: {name: web}", new Namespaces("shop", true), "metadata:\n  name: api\n"));

    @ParameterizedTest
    @FieldSource("NAMESPACES")
    void namesTheNamespaceWhereThatIsNeededOrUsual(String metadata, Namespaces namespaces, String expected) {
        String web = "apiVersion: apps/v1\nkind: Deployment\n" + metadata + "\n";
        SourceFolder folder = new SourceFolder("", namespaces, path -> true);

        assertThat(results(plan(folder, List.of(file("web.yaml", web)), API)).get("api.yaml"))
                .contains(expected + "spec");
    }

    @Test
    void refusesANamespaceThatTheOwnerReplaces() {
        SourceFolder folder = new SourceFolder("apps", new Namespaces("other", true), path -> true);

        assertThat(plan(folder, List.of(), API)).isInstanceOfSatisfying(CannotPlace.class, cannot -> {
            assertThat(cannot.reason().code()).isEqualTo("namespace-overridden");
            assertThat(cannot.reason().message()).contains("everything in the namespace other");
        });
    }

    @Test
    void aClusterScopedObjectNamesNone() {
        CreateObject role = creation(
                "",
                "{'apiVersion': 'rbac.authorization.k8s.io/v1', 'kind': 'ClusterRole', 'metadata': {'name': 'a:b'}, 'rules': []}");
        SourceFolder folder = new SourceFolder("", new Namespaces("shop", true), path -> true);

        assertThat(results(plan(folder, List.of(), role)))
                .isEqualTo(
                        Map.of(
                                "a-b-clusterrole.yaml",
                                "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: a:b\nrules: []\n"));
    }

    @Test
    void onlyAFileThatTheOwnerReads() {
        List<ManifestFile> web =
                List.of(file("apps/web.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n"));
        SourceFolder json = new SourceFolder("apps", Edit.SHOP, path -> path.endsWith(".json"));
        SourceFolder taken = new SourceFolder("apps", Edit.SHOP, path -> !path.equals("api.yaml"));
        SourceFolder none = new SourceFolder("apps", Edit.SHOP, path -> false);

        assertThat(results(plan(json, web, API))).containsOnlyKeys("apps/api-deployment.json");
        assertThat(results(plan(taken, web, API))).containsOnlyKeys("apps/api-deployment.yaml");
        assertThat(plan(none, web, API))
                .isInstanceOfSatisfying(
                        CannotPlace.class,
                        cannot -> assertThat(cannot.reason().code()).isEqualTo("no-file-to-create"));
    }

    @Test
    void besideItsApp_notBesideItsKind() {
        List<ManifestFile> files = List.of(
                file("front/web-deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"),
                file("back/db-service.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: db}\n"));

        assertThat(results(plan(files, SERVICE))).containsOnlyKeys("front/web-service.yaml");
    }

    @Test
    void twoOfOnePlanAreKeptApart() {
        assertThat(results(plan(List.of(), API, SERVICE))).containsOnlyKeys("api-deployment.yaml", "web-service.yaml");
    }

    static final List<Arguments> THERE = Stream.of(
                    new String[] {"spec: {replicas: 1}\n", "'spec': {'replicas': 2}", "spec: {replicas: 2}\n"},
                    new String[] {
                        "spec: {replicas: 1, paused: true}\n",
                        "'spec': {'replicas': 2}",
                        "spec: {replicas: 2, paused: true}\n"
                    },
                    new String[] {
                        "spec: {replicas: 1, paused: true}\n", "'spec': {'paused': null}", "spec: {replicas: 1}\n"
                    },
                    new String[] {
                        "c:\n- name: a\n  image: x # c\n  more: x\n",
                        "'c': [{'name': 'a', 'image': 'z'}, {'name': 'b'}]",
                        "c:\n- name: a\n  image: z # c\n  more: x\n- name: b\n"
                    },
                    new String[] {"args: [a, b]\n", "'args': ['a']", "args: [a]\n"})
            .map(row -> Arguments.of(row[0], row[1], row[2]))
            .toList();

    @ParameterizedTest
    @FieldSource("THERE")
    void whatIsThereGetsTheGivenFields(String before, String given, String after) {
        String head = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\n";
        CreateObject create = creation(
                "shop",
                "{'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'api', 'namespace': 'shop'}, "
                        + given + "}");

        assertThat(results(plan(List.of(file("a.yaml", head + before)), create)))
                .isEqualTo(Map.of("a.yaml", head + after));
        assertThat(plan(List.of(file("a.yaml", head + after)), create)).isEqualTo(new AlreadyAsDesired("a.yaml", 1));
    }

    @Test
    void whatIsThereAndChangesIsToldFieldByField() {
        String text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec: {replicas: 3}\n";

        assertThat(((Edits) plan(List.of(file("a.yaml", text)), API))
                        .files()
                        .getFirst()
                        .fields())
                .extracting(field -> field.path().orElseThrow().toString())
                .containsExactly("spec.replicas");
    }
}
