package dev.landfall.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.Question;
import dev.landfall.change.Question.Form;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ResourceType;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.sandbox.cluster.Yaml;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sentence means in a cluster: which objects, and what is relative to them. */
class PlainWordsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(type("apps", "v1", "Deployment", "deploy"))
            .serving(type("apps", "v1", "StatefulSet", "sts"))
            .serving(type("apps", "v1", "DaemonSet", "ds"))
            .serving(type("batch", "v1", "CronJob", "cj"))
            .serving(type("batch", "v1", "Job", ""))
            .serving(type("", "v1", "ConfigMap", "cm"))
            .serving(type("", "v1", "Pod", "po"))
            .serving(type("example.com", "v1", "Widget", ""))
            .serving(new ResourceType("", "v1", "Namespace", "namespaces", "namespace", List.of("ns"), false));

    private static ResourceType type(String group, String version, String kind, String shortName) {
        String singular = kind.toLowerCase(java.util.Locale.ROOT);
        return new ResourceType(
                group,
                version,
                kind,
                singular + "s",
                singular,
                shortName.isEmpty() ? List.of() : List.of(shortName),
                true);
    }

    @BeforeEach
    void aShop() {
        there("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
        there("{apiVersion: v1, kind: Namespace, metadata: {name: stage}}");
        workload("Deployment", "shop", "web", 3, "{}");
    }

    private void there(String yaml) {
        var object = Yaml.objects(yaml).getFirst();
        object.withObject("/metadata").put("uid", "uid-" + object.at("/kind") + object.at("/metadata"));
        cluster.with(new LiveObject(object));
    }

    private void workload(String kind, String namespace, String name, int replicas, String resources) {
        there("""
                apiVersion: apps/v1
                kind: %s
                metadata: {name: %s, namespace: %s}
                spec:
                  replicas: %d
                  template:
                    spec:
                      containers: [{name: %s, image: "registry.example.com/%s:1.0", resources: %s}]
                """.formatted(kind, name, namespace, replicas, name, name, resources));
    }

    private Meant meant(String sentence, String... answers) {
        Map<String, String> given = new HashMap<>();
        for (String answer : answers) given.put(answer.split("=", 2)[0], answer.split("=", 2)[1]);
        return words("").read(sentence, given);
    }

    private PlainWords words(String namespace) {
        return new PlainWords(cluster, new Instructions(cluster, CLOCK), List::of, namespace, "shop");
    }

    private List<String> commands(String sentence, String... answers) {
        Meant meant = meant(sentence, answers);
        if (meant instanceof Meant.Understood(TypedRequest request)) return request.commands();
        throw new AssertionError("not understood: " + meant);
    }

    private List<String> notes(String sentence) {
        return ((Meant.Understood) meant(sentence)).request().notes();
    }

    private Question question(String sentence, String... answers) {
        Meant meant = meant(sentence, answers);
        if (meant instanceof Meant.Asked(List<Question> questions, List<String> _)) {
            assertThat(questions).hasSize(1);
            return questions.getFirst();
        }
        throw new AssertionError("not asked: " + meant);
    }

    @Test
    void isShownBackAsTypedCommands() {
        assertThat(commands("scale web in shop to 5 and give it 512Mi"))
                .containsExactly(
                        "landfall operate scale deployment/web -n shop --replicas 5",
                        "landfall operate set-resources deployment/web -n shop --limits memory=512Mi --container web");
        assertThat(commands("set GREETING=\"it's me\" on web"))
                .containsExactly(
                        "landfall operate set-env deployment/web -n shop 'GREETING=it'\\''s me' --container web");
    }

    @Test
    void severalClausesAreOneChange() {
        Meant.Understood understood = (Meant.Understood) meant("scale web to 5, give it 512Mi and label it tier=front");

        ChangeRequest request = new Requests(new Instructions(cluster, CLOCK), new ObjectInstructions(cluster))
                .of(understood.request().instructions(), new Manner("", false, new Destination.Unsaid()));

        assertThat(request.changes())
                .extracting(DesiredChange::field)
                .containsExactly(
                        "spec.replicas",
                        "spec.template.spec.containers[name=web].resources.limits.memory",
                        "metadata.labels.tier");
        assertThat(request.targets()).hasSize(1);
        assertThat(request.what()).isEqualTo("scale to 5 replicas; set limits memory=512Mi; set label tier");
    }

    @Test
    void whatIsRelativeBecomesAbsolute() {
        assertThat(commands("scale web up by 2")).containsExactly(scaled(5));
        assertThat(commands("scale web down by 3")).containsExactly(scaled(0));
        assertThat(commands("double web")).containsExactly(scaled(6));
        assertThat(notes("double web")).containsExactly("Deployment shop/web has 3 replicas now");
        assertThat(question("scale web down by 4").text()).contains("has 3");
        assertThat(question("halve web").text()).contains("has 3");
        assertThat(commands("halve web", "replicas=1")).containsExactly(scaled(1));
    }

    private static String scaled(int replicas) {
        return "landfall operate scale deployment/web -n shop --replicas " + replicas;
    }

    @Test
    void aDirectionThatLeadsTheOtherWayIsAskedAbout() {
        assertThat(commands("scale web up to 5")).containsExactly(scaled(5));
        assertThat(question("scale web up to 2").text()).contains("3 replicas").contains("fewer");
        assertThat(commands("scale web up to 2", "replicas-of-web=2")).containsExactly(scaled(2));
    }

    @Test
    void onlyATagKeepsTheImage() {
        assertThat(commands("upgrade web to 1.4"))
                .containsExactly("landfall operate set-image deployment/web -n shop web=registry.example.com/web:1.4");
        assertThat(notes("upgrade web to 1.4"))
                .containsExactly("container web of Deployment shop/web runs registry.example.com/web:1.0 now");
    }

    @Test
    void severalContainersAreAskedAboutWithTheOneOfTheSameImageSuggested() {
        there("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api, namespace: shop}
                spec:
                  replicas: 1
                  template: {spec: {containers: [{name: main, image: "api:1.0"}, {name: proxy, image: "proxy:1.0"}]}}
                """);

        Question question = question("set image of api to proxy:2.0");
        assertThat(question.key()).isEqualTo("container-of-api");
        assertThat(question.form()).isEqualTo(new Form.Choice(List.of("main", "proxy")));
        assertThat(question.suggested()).contains("proxy");
        assertThat(question("set LOG=debug on api").suggested()).isEmpty();
        assertThat(commands("set LOG=debug on api", "container-of-api=main"))
                .containsExactly("landfall operate set-env deployment/api -n shop LOG=debug --container main");
        assertThatThrownBy(() -> meant("set image of container sidecar of api to x:1"))
                .hasMessageContaining("no container \"sidecar\"");
    }

    @Test
    void aRequestAboveTheNewLimitIsLoweredAndSaid() {
        workload("Deployment", "shop", "big", 1, "{requests: {memory: 1Gi}, limits: {memory: 2Gi}}");

        assertThat(commands("give big 512Mi"))
                .containsExactly("landfall operate set-resources deployment/big -n shop"
                        + " --requests memory=512Mi --limits memory=512Mi --container big");
        assertThat(notes("give big 512Mi"))
                .singleElement()
                .asString()
                .contains("1Gi")
                .contains("lowered to 512Mi");
        assertThat(commands("give big 3Gi"))
                .containsExactly(
                        "landfall operate set-resources deployment/big -n shop --limits memory=3Gi --container big");
    }

    @Test
    void whereThereIsNoRequestItIsSaidWhatKubernetesTakes() {
        assertThat(notes("give web 512Mi")).singleElement().asString().contains("takes the limit for the request");
    }

    @Test
    void whereThereIsOnlyARequestItIsAskedWhatIsGiven() {
        workload("Deployment", "shop", "lean", 1, "{requests: {cpu: 100m}}");

        Question question = question("give lean 200m cpu");
        assertThat(question.key()).isEqualTo("cpu-as-of-lean");
        assertThat(commands("give lean 200m cpu", "cpu-as-of-lean=requests"))
                .containsExactly(
                        "landfall operate set-resources deployment/lean -n shop --requests cpu=200m --container lean");
        assertThat(commands("limit lean to 1 cpu"))
                .containsExactly(
                        "landfall operate set-resources deployment/lean -n shop --limits cpu=1 --container lean");
    }

    @Test
    void aNameOfSeveralKindsIsAskedAbout() {
        workload("StatefulSet", "shop", "web", 1, "{}");

        Question question = question("restart web");
        assertThat(question.key()).isEqualTo("kind-of-web");
        assertThat(question.form()).isEqualTo(new Form.Choice(List.of("deployment", "statefulset")));
        assertThat(commands("restart web", "kind-of-web=statefulset"))
                .containsExactly("landfall operate restart statefulset/web -n shop");
        assertThatThrownBy(() -> meant("restart web", "kind-of-web=job"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("\"job\" is not one of deployment, statefulset");
        assertThat(commands("restart sts web")).containsExactly("landfall operate restart statefulset/web -n shop");
    }

    @Test
    void anObjectThatIsOnlyElsewhereIsOfferedThere() {
        workload("Deployment", "stage", "api", 1, "{}");
        assertThat(question("restart api in shop").suggested()).contains("stage");

        workload("Deployment", "test", "api", 1, "{}");
        Question question = question("restart api");
        assertThat(question.form()).isEqualTo(new Form.Choice(List.of("stage", "test")));
        assertThat(question.suggested()).isEmpty();
        assertThat(question.text()).contains("no api in namespace shop").contains("stage and in test");
        assertThat(commands("restart api", "namespace-of-api=test"))
                .containsExactly("landfall operate restart deployment/api -n test");
    }

    @Test
    void aNameThatIsNotThereLeadsToThoseThatAreNear() {
        Question question = question("restart wbe");
        assertThat(question.form()).isEqualTo(new Form.Choice(List.of("deployment/web")));
        assertThat(question.suggested()).contains("deployment/web");
        assertThat(commands("restart wbe", "name-of-wbe=deployment/web"))
                .containsExactly("landfall operate restart deployment/web -n shop");

        assertThat(question("restart frontend").form()).isInstanceOf(Form.Words.class);
        assertThat(commands("restart frontend", "name-of-frontend=deployment/web"))
                .hasSize(1);
        assertThatThrownBy(() -> meant("restart frontend", "name-of-frontend=deployment/gone"))
                .hasMessageContaining("there is no Deployment shop/gone");
    }

    @Test
    void anUnknownNamespaceIsNamed() {
        assertThat(question("restart web in shpo").text())
                .contains("no namespace shpo")
                .contains("shop");
        assertThat(question("restart nothing in shpo").key()).isEqualTo("namespace-of-nothing-in-shpo");
    }

    @Test
    void anyKindIsFoundInEitherOrderAndAnUnknownOneIsAskedAbout() {
        there("{apiVersion: example.com/v1, kind: Widget, metadata: {name: big, namespace: shop}, spec: {size: 1}}");

        assertThat(commands("label widget big size=xl"))
                .containsExactly("landfall operate label widget.example.com/big -n shop size=xl");
        assertThat(commands("label the big widget size=xl")).hasSize(1);
        assertThat(question("restart deploymnt/web").text())
                .contains("\"deploymnt\"")
                .contains("did you mean deployment");
        assertThat(question("restart web quickly").text()).contains("neither \"web\" nor \"quickly\"");
        assertThat(commands("label namespace shop team=a"))
                .containsExactly("landfall operate label namespace/shop team=a");
    }

    @Test
    void contradictionsAreAskedBack() {
        Question question = question("scale web to 3 and scale web to 5");
        assertThat(question.key()).isEqualTo("which-of-1-and-2");
        assertThat(question.form()).isEqualTo(new Form.Choice(List.of("scale web to 3", "scale web to 5")));
        assertThat(commands("scale web to 3 and scale web to 5", "which-of-1-and-2=scale web to 5"))
                .containsExactly(scaled(5));
        assertThat(question("delete web and scale it to 3").key()).isEqualTo("which-of-1-and-2");
        assertThat(question("pause web and resume it").key()).isEqualTo("which-of-1-and-2");
        assertThat(question("autoscale web 2-5 and scale it to 3").key()).isEqualTo("which-of-1-and-2");
        assertThat(question("set A=1 on web and set A=2 on deployment/web").key())
                .isEqualTo("which-of-1-and-2");
        assertThat(question("give web 256Mi and give it 512Mi").key()).isEqualTo("which-of-1-and-2");
        assertThat(commands("restart web and restart deployment/web")).hasSize(1);
    }

    @Test
    void everyQuestionThatCanBeAskedIsAskedAtOnce() {
        workload("StatefulSet", "shop", "web", 1, "{}");

        Meant.Asked asked = (Meant.Asked) meant("restart web and wbe and scale nobody to 3");

        assertThat(asked.questions())
                .extracting(Question::key)
                .containsExactly("kind-of-web", "name-of-wbe", "name-of-nobody");
        assertThat(asked.understood()).containsExactly("restart web and wbe", "scale nobody to 3");
    }

    @Test
    void anAnswerToNoQuestionIsRefused() {
        assertThatThrownBy(() -> meant("restart web", "replicas=3"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("no question has the key replicas");
    }

    @Test
    void whoeverMayNotLookEverywhereIsAskedAboutWhatIsSeen() {
        cluster.denying("list", "deployments.apps", "").denying("get", "jobs.batch", "shop");

        assertThat(commands("restart web")).hasSize(1);
        assertThatThrownBy(() -> meant("restart wbe"))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("get")
                .hasMessageContaining("jobs");
        assertThat(question("restart deployment wbe").form()).isEqualTo(new Form.Words("deployment/web"));
    }

    @Test
    void undoIsAnsweredWithWhatToDo() {
        assertThatThrownBy(() -> meant("undo web"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("does not say which change")
                .hasMessageContaining("say the value that is wanted");
    }

    @Test
    void aPodMeansWhatItBelongsTo() {
        List<DesiredChange> changes = new ArrayList<>();
        there("{apiVersion: v1, kind: Pod, metadata: {name: web-1, namespace: shop, ownerReferences:"
                + " [{apiVersion: apps/v1, kind: Deployment, name: web, uid: " + uidOfWeb() + ", controller: true}]}}");
        Meant.Understood understood = (Meant.Understood) meant("restart pod web-1");
        changes.addAll(new Requests(new Instructions(cluster, CLOCK), new ObjectInstructions(cluster))
                .of(understood.request().instructions(), new Manner("", false, new Destination.Unsaid()))
                .changes());

        assertThat(changes).extracting(change -> change.object().kind()).containsExactly("Deployment");
    }

    private String uidOfWeb() {
        var web = cluster.get(type("apps", "v1", "Deployment", "").named("shop", "web"))
                .orElseThrow();
        return "'" + web.uid().replace("'", "''") + "'";
    }

    @Test
    void anObjectThatVanishesIsNamed() {
        Meant.Understood understood = (Meant.Understood) meant("scale web to 5");
        cluster.without(type("apps", "v1", "Deployment", "").named("shop", "web"));

        assertThatThrownBy(() -> new Requests(new Instructions(cluster, CLOCK), new ObjectInstructions(cluster))
                        .of(understood.request().instructions(), new Manner("", false, new Destination.Unsaid())))
                .hasMessageContaining("there is no Deployment shop/web");
        assertThat(Optional.of(question("scale web to 5")).map(Question::key)).contains("name-of-web");
    }
}
