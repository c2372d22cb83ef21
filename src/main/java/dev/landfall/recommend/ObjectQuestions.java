package dev.landfall.recommend;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Printable;
import dev.landfall.recommend.Questionnaire.Check;
import dev.landfall.recommend.Questionnaire.Suggestion;
import dev.landfall.schema.Converted;
import dev.landfall.schema.FieldType;
import dev.landfall.schema.NoSuchField;
import dev.landfall.schema.ObjectSchema;
import dev.landfall.schema.SchemaReader;
import dev.landfall.schema.WantedField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Settles an object of any kind that the cluster serves, by the fields that its schema wants. */
final class ObjectQuestions {
    /** What fields are called that hold host names. */
    private static final Set<String> OF_HOSTS = Set.of(
            "dnsNames", "hosts", "hostnames", "domains", "host", "hostname", "fqdn", "domain", "dnsName", "commonName");

    private static final int DESCRIPTION = 200;

    private final Cluster cluster;
    private final Questionnaire questions;
    private final Naming naming;
    private final Map<String, String> answers;

    ObjectQuestions(Cluster cluster, Questionnaire questions, Naming naming, Map<String, String> answers) {
        this.cluster = cluster;
        this.questions = questions;
        this.naming = naming;
        this.answers = answers;
    }

    /** Empty where questions are open. */
    Optional<CreateObject> of(ResourceType type) {
        if (type.group().isEmpty() && type.kind().equals("Secret"))
            throw RequestException.because(
                    "secret-value",
                    "a Secret is never made up: what Landfall is told goes into Git in the clear",
                    "let SOPS, Sealed Secrets or an external secret store bring the Secret");
        Optional<String> host = questions.told("host", Check.none());
        Optional<String> name = naming.name(
                type.kind(),
                host.map(Naming::from).map(from -> new Suggestion(from, "by the host")),
                Naming.subdomain());
        Optional<String> namespace = type.namespaced() ? naming.namespace() : Optional.of("");
        ObjectSchema schema = new SchemaReader(cluster).read(type.named("", "new"), Optional.empty());
        schema.doubt().ifPresent(doubt -> questions.note("schema", "unknown", doubt.message()));
        Map<FieldPath, JsonNode> values = values(schema, host);
        if (name.isEmpty() || namespace.isEmpty() || !questions.isSettled()) return Optional.empty();
        ObjectRef ref = type.named(namespace.get(), name.get());
        return Optional.of(new CreateObject(ref, content(ref, values)));
    }

    private Map<FieldPath, JsonNode> values(ObjectSchema schema, Optional<String> host) {
        Map<FieldPath, JsonNode> values = new LinkedHashMap<>();
        List<WantedField> wanted = new ArrayList<>(schema.wanted());
        host.ifPresent(name -> ofHost(schema, wanted).ifPresent(wanted::add));
        for (FieldPath path : named()) {
            Optional<WantedField> field = schema.field(path);
            if (field.isEmpty()) throw noSuchField(schema, path);
            questions.allow(path.toString());
            if (wanted.stream().noneMatch(other -> other.path().equals(path))) wanted.add(field.get());
        }
        for (WantedField field : wanted) value(schema, field, host).ifPresent(value -> values.put(field.path(), value));
        return values;
    }

    /** Fields that the user answers by their path, such as {@code spec.duration}. */
    private List<FieldPath> named() {
        return answers.keySet().stream()
                .filter(key -> key.contains("."))
                .sorted()
                .map(ObjectQuestions::path)
                .toList();
    }

    private static FieldPath path(String text) {
        try {
            return FieldPath.parse(text);
        } catch (IllegalArgumentException none) {
            throw RequestException.because(
                    "bad-path", Printable.line(none.getMessage(), 200), "write it as spec.replicas");
        }
    }

    private static RequestException noSuchField(ObjectSchema schema, FieldPath path) {
        return switch (schema.convert(path, "")) {
            case NoSuchField none -> new RequestException(none.reason());
            case Converted.Typed _, Converted.WrongType _ ->
                throw new IllegalStateException("found after all: " + path);
        };
    }

    /** A field that takes host names, where none is wanted anyway. */
    private static Optional<WantedField> ofHost(ObjectSchema schema, List<WantedField> wanted) {
        if (wanted.stream().anyMatch(ObjectQuestions::isOfHosts)) return Optional.empty();
        return OF_HOSTS.stream()
                .sorted()
                .flatMap(name -> schema.field(FieldPath.parse("spec." + name)).stream())
                .filter(ObjectQuestions::isOfHosts)
                .min(java.util.Comparator.comparingInt(field -> field.type() == FieldType.LIST ? 0 : 1));
    }

    private static boolean isOfHosts(WantedField field) {
        boolean text =
                field.type() == FieldType.TEXT || (field.type() == FieldType.LIST && field.items() == FieldType.TEXT);
        return text && OF_HOSTS.contains(lastName(field));
    }

    private static String lastName(WantedField field) {
        return field.path().last() instanceof FieldPath.Key key ? key.name() : "";
    }

    private Optional<JsonNode> value(ObjectSchema schema, WantedField field, Optional<String> host) {
        String key = key(field);
        questions.allow(key);
        String path = field.path().toString();
        Optional<String> byPath = Optional.ofNullable(answers.get(path)).filter(_ -> field.type() == FieldType.BOOLEAN);
        Optional<Suggestion> suggestion = host.filter(_ -> isOfHosts(field))
                .map(name -> new Suggestion(name, "the host of the intent"))
                .or(() -> field.byDefault()
                        .map(value -> new Suggestion(value.asString(value.toString()), "the default of its schema")));
        Optional<String> text = byPath.or(() -> asked(schema, field, key, suggestion));
        byPath.ifPresent(given -> questions.note(path, given, "your answer"));
        return text.map(given -> converted(schema, field, given));
    }

    private Optional<String> asked(
            ObjectSchema schema, WantedField field, String key, Optional<Suggestion> suggestion) {
        String text = "What is " + field.path() + " (" + field.type() + ")?" + told(field);
        if (isOfHosts(field) && suggestion.isPresent() && !questions.says(key)) {
            questions.allow(key);
            questions.note(key, suggestion.get().value(), suggestion.get().why());
            return suggestion.map(Suggestion::value);
        }
        if (!field.allowed().isEmpty()) {
            List<String> options =
                    field.allowed().stream().map(value -> value.asString("")).toList();
            return questions.choice(key, text, options, suggestion);
        }
        if (field.type() == FieldType.BOOLEAN)
            return questions
                    .yesOrNo(
                            key,
                            text,
                            suggestion.map(
                                    given -> new Suggestion(given.value().equals("true") ? "yes" : "no", given.why())))
                    .map(yes -> yes ? "true" : "false");
        if (field.type() == FieldType.WHOLE_NUMBER) return number(key, text, field, suggestion);
        Check check = value -> objection(schema, field, value);
        return questions.words(key, text, example(field), suggestion, check);
    }

    private Optional<String> number(String key, String text, WantedField field, Optional<Suggestion> suggestion) {
        int least = Math.clamp(field.least().orElse(Integer.MIN_VALUE), 0, 999_999_999);
        int most = Math.clamp(field.most().orElse(999_999_999), least, 999_999_999);
        return questions.count(key, text, least, most, suggestion).stream()
                .mapToObj(String::valueOf)
                .findFirst();
    }

    /** Whoever made the kind wrote it: it is shown, on one line, and nothing follows from it. */
    private static String told(WantedField field) {
        return field.description().isBlank()
                ? ""
                : " Its schema says: " + Printable.line(field.description(), DESCRIPTION);
    }

    private static String example(WantedField field) {
        return switch (field.type()) {
            case LIST -> field.items() == FieldType.TEXT ? "one, two" : "[{\"name\": \"one\"}]";
            case MAPPING -> "{\"name\": \"one\"}";
            case QUANTITY -> "1Gi";
            case NUMBER -> "0.5";
            case TEXT, WHOLE_NUMBER, BOOLEAN, INT_OR_STRING, UNKNOWN -> "one";
        };
    }

    private static Optional<String> objection(ObjectSchema schema, WantedField field, String text) {
        return switch (schema.convert(field.path(), asJson(field, text))) {
            case Converted.Typed typed -> Optional.empty();
            case Converted.WrongType wrong ->
                Optional.of("cannot be: " + wrong.reason().message());
            case NoSuchField none -> Optional.of("cannot be: " + none.reason().message());
        };
    }

    private static JsonNode converted(ObjectSchema schema, WantedField field, String text) {
        return switch (schema.convert(field.path(), asJson(field, text))) {
            case Converted.Typed(JsonNode value) -> value;
            case Converted.WrongType wrong -> throw new RequestException(wrong.reason());
            case NoSuchField none -> throw new RequestException(none.reason());
        };
    }

    /** A list of texts may be written with commas. */
    private static String asJson(WantedField field, String text) {
        boolean isWritten = text.strip().startsWith("[");
        if (field.type() != FieldType.LIST || field.items() != FieldType.TEXT || isWritten) return text;
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .forEach(list::add);
        return list.toString();
    }

    /** {@code spec-issuer-ref-name} of {@code spec.issuerRef.name}. */
    static String key(WantedField field) {
        return key(field.path().toString());
    }

    /** The same of what may be no path at all. */
    static String key(String path) {
        return path.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
    }

    private static ObjectNode content(ObjectRef ref, Map<FieldPath, JsonNode> values) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", ref.apiVersion())
                .put("kind", ref.kind());
        ObjectNode metadata = content.putObject("metadata").put("name", ref.name());
        if (!ref.namespace().isEmpty()) metadata.put("namespace", ref.namespace());
        values.forEach((path, value) -> put(content, path, value));
        return content;
    }

    private static void put(ObjectNode content, FieldPath path, JsonNode value) {
        ObjectNode holder = content;
        for (FieldPath.Step step : path.steps().subList(0, path.steps().size() - 1)) {
            if (!(step instanceof FieldPath.Key key)) throw itemOfList(path);
            holder = holder.path(key.name()) instanceof ObjectNode there ? there : holder.putObject(key.name());
        }
        if (!(path.last() instanceof FieldPath.Key key)) throw itemOfList(path);
        holder.set(key.name(), value);
    }

    private static RequestException itemOfList(FieldPath path) {
        return RequestException.because(
                "item-of-list", path + " is an item of a list that is not there yet", "give the whole list as JSON");
    }
}
