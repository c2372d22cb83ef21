package dev.landfall.report;

import dev.landfall.change.RequestException;
import dev.landfall.change.Trace;
import dev.landfall.cluster.Access;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.Proof;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A trace, for people and for programs. */
public final class TraceRendering {
    private final Trace trace;
    private final Parts parts;

    public TraceRendering(Trace trace) {
        this.trace = trace;
        this.parts = Parts.of(trace.ownership());
    }

    /** What the kinds of ownership have in common. */
    private record Parts(
            ExitStatus status, List<Owner> owners, List<ObjectRef> chain, List<Proof> evidence, List<Reason> reasons) {

        static Parts of(Ownership ownership) {
            return switch (ownership) {
                case Ownership.Owned owned ->
                    new Parts(
                            ExitStatus.DONE,
                            List.of(owned.owner()),
                            owned.owner().chain(),
                            owned.owner().evidence(),
                            List.of());
                case Ownership.Unmanaged unmanaged ->
                    new Parts(ExitStatus.DONE, List.of(), unmanaged.chain(), List.of(), List.of());
                case Ownership.Claimed claimed ->
                    new Parts(ExitStatus.DONE, List.of(), claimed.chain(), claimed.marks(), List.of(claimed.reason()));
                case Ownership.Contested contested ->
                    new Parts(
                            ExitStatus.DONE,
                            contested.owners(),
                            contested.owners().getFirst().chain(),
                            proofs(contested),
                            List.of());
                case Ownership.Elsewhere elsewhere ->
                    new Parts(
                            ExitStatus.DONE,
                            List.of(),
                            elsewhere.chain(),
                            elsewhere.marks(),
                            List.of(elsewhere.reason()));
                case Ownership.Undetermined undetermined ->
                    new Parts(ExitStatus.RIGHTS, List.of(), undetermined.chain(), List.of(), reasons(undetermined));
                case Ownership.Absent absent ->
                    new Parts(
                            ExitStatus.USAGE,
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(RequestException.noSuchObject(absent.object())
                                    .reason()));
            };
        }

        private static List<Proof> proofs(Ownership.Contested contested) {
            return contested.owners().stream()
                    .flatMap(owner -> owner.evidence().stream())
                    .toList();
        }

        private static List<Reason> reasons(Ownership.Undetermined undetermined) {
            return undetermined.missing().stream()
                    .map(access -> Reason.lasting(
                            "forbidden", "you may not " + access, "grant it by the rule " + access.rule()))
                    .toList();
        }
    }

    public ExitStatus status() {
        return parts.status();
    }

    public ObjectNode document() {
        ObjectNode document = Documents.create();
        document.put("object", trace.object().toString());
        document.put("ownership", name());
        if (parts.owners().size() == 1)
            put(document.putObject("owner"), parts.owners().getFirst());
        else document.putNull("owner");
        ArrayNode owners = document.putArray("owners");
        parts.owners().forEach(owner -> put(owners.addObject(), owner));
        ArrayNode chain = document.putArray("chain");
        parts.chain().forEach(link -> chain.add(link.toString()));
        ArrayNode parents = document.putArray("parents");
        trace.parents()
                .reversed()
                .forEach(link -> parents.addObject()
                        .put("parent", link.parent().toString())
                        .put("child", link.child().toString())
                        .put("field", link.field()));
        ArrayNode evidence = document.putArray("evidence");
        parts.evidence()
                .forEach(proof -> evidence.addObject()
                        .put("object", proof.object().toString())
                        .put("field", proof.field())
                        .put("observed", proof.observed()));
        addSource(document);
        ArrayNode files = document.putArray("files");
        trace.files().forEach(file -> files.addObject().put("path", file.path()).put("line", file.line()));
        document.put("contestCheck", contestCheck());
        ArrayNode notes = document.putArray("notes");
        notes().forEach(note -> notes.addObject()
                .put("code", note.code())
                .put("message", note.message())
                .put("remedy", note.remedy())
                .put("retryable", note.retryable()));
        return document;
    }

    private void addSource(ObjectNode document) {
        ArrayNode layers = document.putArray("layers");
        if (trace.source().isEmpty()) {
            document.putNull("source");
            return;
        }
        var source = trace.source().get();
        document.putObject("source")
                .put("repository", source.repository())
                .put("branch", trace.branch())
                .put("path", source.path());
        layers.addObject()
                .put("kind", "plain-folder")
                .put("definedBy", source.definedBy().toString())
                .put("repository", source.repository())
                .put("branch", trace.branch())
                .put("path", source.path());
    }

    private static void put(ObjectNode node, Owner owner) {
        node.put("provider", owner.provider())
                .put("kind", owner.object().kind())
                .put("namespace", owner.object().namespace())
                .put("name", owner.object().name());
    }

    private String name() {
        return trace.ownership().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private String contestCheck() {
        if (!trace.unread().isEmpty()) {
            return "incomplete: may not "
                    + trace.unread().stream().map(Access::toString).collect(Collectors.joining(", "));
        }
        return trace.scanned() ? "done" : "skipped: marks only, --all-owners looks everywhere";
    }

    private List<Reason> notes() {
        return Stream.concat(parts.reasons().stream(), trace.notes().stream()).toList();
    }

    /** A row for each owner; one without an owner where there is none. */
    public Table table() {
        Table table = new Table("OBJECT", "OWNERSHIP", "OWNER", "PROVIDER", "REPOSITORY", "BRANCH", "PATH");
        String object = trace.object().toString();
        if (parts.owners().isEmpty()) table.add(object, name(), "-", "-", "-", "-", "-");
        for (Owner owner : parts.owners()) {
            table.add(
                    object,
                    name(),
                    owner.object().toString(),
                    owner.provider(),
                    trace.source().map(source -> source.repository()).orElse("-"),
                    trace.source().map(source -> trace.branch()).orElse("-"),
                    trace.source().map(TraceRendering::path).orElse("-"));
        }
        return table;
    }

    private static String path(GitSource source) {
        return source.path().isEmpty() ? "." : source.path();
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "object", trace.object().toString());
        line(text, "ownership", name());
        parts.owners().forEach(owner -> line(text, "owner", owner.object() + " (" + owner.provider() + ")"));
        if (parts.chain().size() > 1) {
            line(text, "chain", parts.chain().stream().map(ObjectRef::toString).collect(Collectors.joining(" ← ")));
        }
        if (!trace.parents().isEmpty()) line(text, "parents", parents());
        parts.evidence()
                .forEach(proof -> line(text, "proof", proof.object() + " " + proof.field() + ": " + proof.observed()));
        trace.source().ifPresent(source -> {
            line(text, "repository", source.repository());
            line(text, "branch", trace.branch());
            line(text, "path", path(source));
        });
        trace.files().forEach(file -> line(text, "file", file.toString()));
        line(text, "contested", contestCheck());
        notes().forEach(note -> line(text, "note", note.toString()));
        return text.toString();
    }

    /** From the outermost to the owner. */
    private String parents() {
        return Stream.concat(
                        trace.parents().reversed().stream().map(Trace.Link::parent),
                        Stream.of(trace.parents().getFirst().child()))
                .map(ObjectRef::toString)
                .collect(Collectors.joining(" → "));
    }

    private static void line(StringBuilder text, String title, String value) {
        text.append("%-11s %s%n".formatted(title, value));
    }
}
