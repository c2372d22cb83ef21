package dev.landfall.remediate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.change.Answers;
import dev.landfall.change.Question;
import dev.landfall.change.Question.Form;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.sandbox.cluster.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** From a complaint to the repair that is to be planned: what is understood, found, asked, and answered. */
class ConsultationTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final ObjectRef API = new ObjectRef("apps", "v1", "Deployment", "shop", "api");
    private static final ObjectRef OWNER = new ObjectRef("argoproj.io", "v1alpha1", "Application", "argocd", "shop");

    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(type("apps", "v1", "Deployment"))
            .serving(type("", "v1", "Service"))
            .serving(type("argoproj.io", "v1alpha1", "Application"))
            .serving(new ResourceType("", "v1", "Namespace", "namespaces", "namespace", List.of("ns"), false));
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> understood = new ArrayList<>();

    private static ResourceType type(String group, String version, String kind) {
        String singular = kind.toLowerCase(java.util.Locale.ROOT);
        return new ResourceType(group, version, kind, singular + "s", singular, List.of(), true);
    }

    @BeforeEach
    void aShop() {
        there("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
        there("{apiVersion: v1, kind: Namespace, metadata: {name: web}}");
        there("{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: shop, namespace: argocd}}");
        for (String name : List.of("web", "api", "registry"))
            there("{apiVersion: apps/v1, kind: Deployment, metadata: {name: %s, namespace: shop}}".formatted(name));
        there("{apiVersion: v1, kind: Service, metadata: {name: api, namespace: shop}}");
    }

    private void there(String yaml) {
        var object = Yaml.objects(yaml).getFirst();
        object.withObject("/metadata").put("uid", "uid-" + object.at("/kind") + object.at("/metadata"));
        cluster.with(new LiveObject(object));
    }

    private void found(String rule, ObjectRef subject, Finding.Remedy remedy) {
        findings.add(new Finding(rule, subject, "it is so", "as it is", List.of(), remedy, Duration.ZERO));
    }

    private static Finding.Remedy repairs(Confidence... confidences) {
        List<Repair> all = new ArrayList<>();
        for (Confidence confidence : confidences)
            all.add(new Repair(
                    "repair " + all.size(),
                    List.of(new DesiredChange.SetField(
                            WEB, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(all.size()))),
                    confidence,
                    "so it was",
                    all.size()));
        return new Finding.Remedy.Repairs(all);
    }

    private static Finding.Remedy person() {
        return new Finding.Remedy.PersonDecides(Reason.lasting("no-capacity", "no room", "make some"));
    }

    /** A rule for each finding, since each finds one. */
    private Remediation remediation() {
        List<Analyzer> analyzers = new ArrayList<>();
        for (Finding finding : findings)
            analyzers.add(new Analyzer() {
                @Override
                public String rule() {
                    return finding.rule();
                }

                @Override
                public List<Finding> findings(Snapshot snapshot) {
                    return List.of(finding);
                }
            });
        return new Remediation(cluster, cluster, analyzers, InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")));
    }

    private Consultation about(String words, String namespace) {
        PlainSymptoms symptoms = new PlainSymptoms(
                cluster, object -> Optional.of(OWNER).filter(_ -> object.equals(WEB)), namespace, "shop");
        return new Consultation(
                remediation(),
                new Consultation.Subject.InWords(symptoms, words, false),
                concern -> understood.add(concern.toString()));
    }

    private Choice choice(String words, String... answers) {
        return about(words, "").next(given(answers));
    }

    private static Answers given(String... answers) {
        Map<String, String> given = new HashMap<>();
        for (String answer : answers) given.put(answer.split("=", 2)[0], answer.split("=", 2)[1]);
        return new Answers(given);
    }

    private Question question(String words, String... answers) {
        Choice choice = choice(words, answers);
        assertThat(choice).isInstanceOf(Choice.Asked.class);
        List<Question> questions = ((Choice.Asked) choice).questions();
        assertThat(questions).hasSize(1);
        return questions.getFirst();
    }

    private String repair(String words, String... answers) {
        Choice choice = choice(words, answers);
        assertThat(choice).isInstanceOf(Choice.Mend.class);
        Choice.Mend mend = (Choice.Mend) choice;
        return mend.repair().what() + " of " + mend.finding().subject().name();
    }

    @Test
    void what_is_understood_is_told_once_before_anything_is_looked_at() {
        found("crash-loop", API, repairs(Confidence.LIKELY));
        Consultation consultation = about("api in shop keeps crashing", "");

        consultation.next(given());
        consultation.next(given("repair=1"));

        assertThat(understood).containsExactly("Deployment shop/api; symptom: containers end");
    }

    @Test
    void a_certain_repair_is_planned_and_a_likely_one_is_asked_about() {
        found("crash-loop", API, repairs(Confidence.CERTAIN, Confidence.LIKELY));

        assertThat(repair("api crashes")).isEqualTo("repair 0 of api");
        assertThat(repair("api crashes", "repair=2")).isEqualTo("repair 1 of api");
        findings.clear();
        found("crash-loop", API, repairs(Confidence.LIKELY, Confidence.LIKELY));
        Question question = question("api crashes");
        assertThat(question.key()).isEqualTo("repair");
        assertThat(question.text()).contains("1: repair 0; 2: repair 1");
        assertThat(question.suggested()).contains("1");
        assertThat(repair("api crashes", "repair=2")).isEqualTo("repair 1 of api");
    }

    @Test
    void of_several_faults_one_is_asked_for_and_what_can_be_mended_is_suggested() {
        found("no-room-for-pod", API, person());
        found("image-not-found", WEB, repairs(Confidence.CERTAIN));

        Question question = question("pods in shop do not run");
        assertThat(question.key()).isEqualTo("fault");
        assertThat(question.text()).contains("1: deployment/api -n shop (no-room-for-pod); 2: deployment/web -n shop");
        assertThat(question.suggested()).contains("2");
        assertThat(repair("pods in shop do not run", "fault=2")).isEqualTo("repair 0 of web");
        assertThat(((Choice.Open) choice("pods in shop do not run", "fault=1"))
                        .reason()
                        .code())
                .isEqualTo("no-capacity");
    }

    @Test
    void only_what_looks_like_the_symptom_is_kept_and_the_rest_is_told_besides() {
        found("no-room-for-pod", API, person());
        found("image-not-found", WEB, repairs(Confidence.CERTAIN));
        Consultation consultation = about("images in shop are not pulled", "");

        assertThat(consultation.next(given())).isInstanceOf(Choice.Mend.class);
        assertThat(consultation.diagnosis().orElseThrow().besides())
                .extracting(Finding::rule)
                .containsExactly("no-room-for-pod");
    }

    @Test
    void what_was_found_instead_is_mended_only_if_that_is_said() {
        found("image-not-found", API, repairs(Confidence.CERTAIN));

        Question question = question("api is out of memory");
        assertThat(question.key()).isEqualTo("instead");
        assertThat(question.text()).startsWith("not seen: containers have not enough memory");
        assertThat(question.suggested()).isEmpty();
        assertThat(repair("api is out of memory", "instead=yes")).isEqualTo("repair 0 of api");
        assertThat(((Choice.Open) choice("api is out of memory", "instead=no"))
                        .reason()
                        .code())
                .isEqualTo("symptom-not-seen");
    }

    @Test
    void where_no_manifest_mends_anything_nothing_is_asked() {
        found("no-room-for-pod", API, person());
        found("no-room-for-pod", WEB, person());

        assertThat(((Choice.Open) choice("pods in shop stay pending")).reason().code())
                .isEqualTo("several-faults");
    }

    @Test
    void a_name_is_looked_for_among_workloads_then_around_them_then_among_namespaces() {
        choice("api returns 503");
        choice("shop cannot pull its image");
        choice("pods stay pending");

        assertThat(understood)
                .containsExactly(
                        "Deployment shop/api; symptom: it cannot be reached",
                        "namespace shop; symptom: images are not pulled",
                        "namespace shop; symptom: pods find no node");
    }

    @Test
    void a_name_of_a_namespace_and_of_an_object_is_asked_about() {
        Question question = question("web crashes");
        assertThat(question.form()).isEqualTo(new Form.Choice(List.of("namespace/web", "deployment/web")));

        choice("web crashes", question.key() + "=deployment/web");
        choice("web in shop crashes");

        assertThat(understood)
                .containsOnly("Deployment shop/web; symptom: containers end")
                .hasSize(2);
    }

    @Test
    void what_does_not_sync_is_what_delivers_it() {
        choice("shop does not sync");
        choice("web in shop does not sync");

        assertThat(understood)
                .containsOnly("Application argocd/shop; symptom: what is in Git does not reach the cluster")
                .hasSize(2);
    }

    @Test
    void a_word_that_may_be_an_object_or_the_symptom_is_asked_about() {
        Question question = question("registry is down");
        assertThat(question.key()).isEqualTo("meaning-of-registry");

        choice("registry is down", "meaning-of-registry=deployment/registry");
        choice("registry is down", "meaning-of-registry=symptom");

        assertThat(understood)
                .extracting(text -> text.replaceFirst(";.*", ""))
                .containsExactly("Deployment shop/registry", "namespace shop");
    }

    @Test
    void what_is_not_understood_is_asked_with_the_symptoms_that_there_are() {
        Question question = question("api in shop is purple");
        assertThat(question.key()).isEqualTo("symptom");
        assertThat(question.text()).contains("\"purple\" is not understood");

        choice("api in shop is purple", "symptom=crashing");
        choice("api in shop is purple", "symptom=anything");

        assertThat(understood)
                .containsExactly(
                        "Deployment shop/api; symptom: containers end", "Deployment shop/api; symptom: anything");
    }

    @Test
    void what_is_open_about_the_object_is_asked() {
        assertThat(question("wbe crashes").key()).isEqualTo("name-of-wbe");
        assertThat(question("it crashes").key()).isEqualTo("object");
        assertThat(question("api and web crash in shop").key()).isEqualTo("object");
        assertThat(((Choice.Asked) about("api in stage crashes", "shop").next(given())).questions())
                .extracting(Question::key)
                .containsExactly("namespace");
    }

    @Test
    void where_nothing_is_wrong_any_more_the_number_of_a_repair_is_no_fault() {
        assertThat(choice("api crashes", "repair=1")).isInstanceOf(Choice.Healthy.class);
    }

    @Test
    void an_answer_that_nobody_asked_for_and_an_unreadable_sentence_are_faults() {
        found("crash-loop", API, repairs(Confidence.LIKELY));

        assertThatThrownBy(() -> choice("api crashes", "repair=1", "colour=red"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> choice("api crashes", "repair=2"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("from 1 to 1");
        assertThatThrownBy(() -> choice(" ")).isInstanceOf(RequestException.class);
    }
}
