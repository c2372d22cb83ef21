package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.FileSelection;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.IgnoredField;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.Parameters;
import dev.landfall.gitops.Reader;
import dev.landfall.gitops.RepositoryPlace;
import dev.landfall.gitops.Wording;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** An ApplicationSet as the API server showed it at one moment, read by Argo CD's own field names. */
record ApplicationSet(LiveObject live) {
    static final String KIND = "ApplicationSet";
    static final String TEMPLATE = "spec.template";
    static final String REFRESH = "argocd.argoproj.io/application-set-refresh";

    /** {@code argocd/shops}, as messages call it. */
    String qualifiedName() {
        return live.ref().namespace() + "/" + live.ref().name();
    }

    static boolean isOne(LiveObject object) {
        return object.ref().group().equals(Application.GROUP)
                && object.ref().kind().equals(KIND);
    }

    Wording wording() {
        return isGo() ? TemplateWording.GO : TemplateWording.PLAIN;
    }

    private boolean isGo() {
        return live.at("/spec/goTemplate").asBoolean(false);
    }

    /** Why its template does not tell what its Applications are, or why a change of it does not come to them. */
    Optional<Reason> obstacle() {
        if (!live.at("/spec/templatePatch").asString("").isBlank())
            return Optional.of(closed(
                    "applicationset-template-patch",
                    "puts a templatePatch over what its template makes, which Landfall does not work out",
                    "change it by hand, in spec.template, spec.templatePatch or the generator's input"));
        String policy = policy();
        if (policy.equals("create-only") || policy.equals("create-delete"))
            return Optional.of(closed(
                    "applicationset-creates-only",
                    "never changes an Application that exists (spec.syncPolicy.applicationsSync: " + policy + ")",
                    "change the Application by hand as well as the ApplicationSet"));
        return generators()
                .filter(ApplicationSet::hasOwnTemplate)
                .findFirst()
                .map(generator -> closed(
                        "applicationset-generator-template",
                        "has a template of its own in the generator " + kind(generator)
                                + ", which goes before spec.template and which Landfall does not work out",
                        "change it by hand, in the template of the generator or in spec.template"));
    }

    private Reason closed(String code, String what, String remedy) {
        return Reason.lasting(code, "ApplicationSet %s %s".formatted(qualifiedName(), what), remedy);
    }

    private static boolean hasOwnTemplate(JsonNode generator) {
        return generator
                .valueStream()
                .anyMatch(each -> !isNothing(each.path("template").path("spec"))
                        || !isNothing(each.path("template").path("metadata")));
    }

    /** The API server fills in an empty one, with empty texts. */
    private static boolean isNothing(JsonNode node) {
        return node.isContainer()
                ? node.valueStream().allMatch(ApplicationSet::isNothing)
                : node.asString("").isEmpty();
    }

    private Stream<JsonNode> generators() {
        return live.at("/spec/generators").valueStream();
    }

    /** Fields of an Application that it leaves as they are ({@code spec.ignoreApplicationDifferences}). */
    List<IgnoredField> untouched(String application) {
        List<IgnoredField> fields = new ArrayList<>();
        live.at("/spec/ignoreApplicationDifferences")
                .valueStream()
                .filter(entry ->
                        List.of("", application).contains(entry.path("name").asString("")))
                .forEach(entry -> {
                    texts(entry, "jsonPointers").map(IgnoredField::pointer).forEach(fields::add);
                    texts(entry, "jqPathExpressions")
                            .flatMap(text -> IgnoredField.jq(text).stream())
                            .forEach(fields::add);
                });
        return fields;
    }

    private static Stream<String> texts(JsonNode entry, String list) {
        return entry.path(list).valueStream().map(text -> text.asString(""));
    }

    List<Parameters> parameters() {
        List<JsonNode> generators = generators().toList();
        List<Parameters> parameters = new ArrayList<>();
        for (int i = 0; i < generators.size(); i++) {
            JsonNode generator = generators.get(i);
            if (generator.has("list")) parameters.addAll(listed(generator.path("list"), i));
            else if (isOfFiles(generator)) parameters.add(inFiles(generator.path("git")));
            else parameters.add(new Parameters.Elsewhere("the generator " + kind(generator)));
        }
        return parameters;
    }

    private static List<Parameters> listed(JsonNode list, int generator) {
        List<Parameters> elements = new ArrayList<>();
        for (int i = 0; i < list.path("elements").size(); i++)
            elements.add(new Parameters.Written(
                    "spec.generators[%d].list.elements[%d]".formatted(generator, i),
                    list.path("elements").path(i)));
        if (!list.path("elementsYaml").asString("").isEmpty())
            elements.add(new Parameters.Elsewhere("elementsYaml of the generator list"));
        return elements;
    }

    private static boolean isOfFiles(JsonNode generator) {
        return !generator.at("/git/files").isEmpty()
                && generator.at("/git/directories").isEmpty();
    }

    private Parameters inFiles(JsonNode git) {
        return sourceOf(git)
                .<Parameters>map(source -> new Parameters.InFiles(source, new FileParameters(git, isGo())))
                .orElseGet(() -> new Parameters.Elsewhere("files at %s, which no push moves"
                        .formatted(Printable.line(git.path("revision").asString("")))));
    }

    /** The files that its generators read parameters from, also those within a matrix or merge. */
    List<GitSource> sources() {
        return generators()
                .flatMap(generator -> generator.findValues("git").stream())
                .filter(git -> !git.path("files").isEmpty())
                .flatMap(git -> sourceOf(git).stream())
                .toList();
    }

    /** Itself, as a reader of files and folders of a repository. */
    List<Reader> readers(String repository) {
        RepositoryPlace place = RepositoryPlace.of(repository);
        return Stream.concat(
                        sources().stream().map(source -> new Reader.OfParameters(live.ref(), source, this::names)),
                        directories())
                .filter(reader -> RepositoryPlace.of(reader.repository()).equals(place))
                .toList();
    }

    private Stream<Reader> directories() {
        return generators()
                .flatMap(generator -> generator.findValues("git").stream())
                .filter(git -> !git.path("directories").isEmpty())
                .flatMap(git -> sourceOf(git).stream()
                        .map(source -> new Reader.OfDirectories(
                                live.ref(), source, GeneratorDirectories.of(git), isKeeping())));
    }

    /** Whether it deletes no Application (applicationset/utils/policy.go). */
    private boolean isKeeping() {
        return policy().equals("create-only") || policy().equals("create-update");
    }

    private String policy() {
        return live.at("/spec/syncPolicy/applicationsSync").asString("sync");
    }

    private Optional<GitSource> sourceOf(JsonNode git) {
        return TargetRevision.branch(git.path("revision").asString(""))
                .map(branch -> new GitSource(
                        live.ref(),
                        git.path("repoURL").asString(""),
                        branch,
                        "",
                        selection(git),
                        "",
                        false,
                        Kustomizing.never()));
    }

    /** As {@code git ls-files} takes patterns: {@code *} passes over slashes, and a folder stands for all below it. */
    private static FileSelection selection(JsonNode git) {
        List<Glob> read = patterns(git, false);
        List<Glob> excluded = patterns(git, true);
        return path -> read.stream().anyMatch(glob -> glob.matches(path))
                && excluded.stream().noneMatch(glob -> glob.matches(path));
    }

    private static List<Glob> patterns(JsonNode git, boolean excluding) {
        return git.path("files")
                .valueStream()
                .filter(file -> file.path("exclude").asBoolean(false) == excluding)
                .map(file -> file.path("path").asString("").replaceAll("/+$", ""))
                .flatMap(pattern -> Stream.of(pattern, pattern + "/*"))
                .map(Glob::new)
                .toList();
    }

    private static String kind(JsonNode generator) {
        if (generator.at("/git/directories").size() > 0) return "git, directories";
        return generator.propertyNames().stream()
                .filter(name -> !name.equals("selector"))
                .map(Printable::line)
                .collect(Collectors.joining(", "));
    }

    /** Whether one of its Applications could be another one if the parameter of this name were. */
    private boolean names(String parameter) {
        return Stream.of("/spec/template", "/spec/templatePatch", "/spec/generators")
                .anyMatch(part -> live.at(part).toString().contains(parameter));
    }
}
