package dev.landfall.githost;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a host answered.
 *
 * @param json a missing node where the body is empty
 * @param words of the host about what is wrong, without our secrets; empty where it gives none
 */
public record Answer(int status, HttpHeaders headers, JsonNode json, String words) {
    /** As RFC 8288 writes a link to the next page. */
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*\\brel=\"?next\"?");

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Where its header {@code Link} says that the list goes on. */
    public Optional<String> nextPage() {
        return headers.allValues("Link").stream()
                .map(NEXT::matcher)
                .filter(Matcher::find)
                .map(link -> link.group(1))
                .findFirst();
    }

    /** Without what the host may have repeated of our secrets. */
    @Override
    public String toString() {
        return words.isEmpty() ? "status " + status : "status " + status + ": " + words;
    }

    /** A header that holds a whole number. */
    public OptionalLong number(String header) {
        return number(headers, header);
    }

    static OptionalLong number(HttpHeaders headers, String header) {
        String text = headers.firstValue(header).orElse("").strip();
        return text.matches("[0-9]{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** The words in the fields by which the hosts tell what is wrong, as they are. */
    static String wordsIn(JsonNode json) {
        List<String> found = new ArrayList<>();
        for (String field : List.of("message", "error", "error_description", "errors", "detail")) {
            collect(json.path(field), found);
        }
        return String.join("; ", found.stream().distinct().toList());
    }

    private static void collect(JsonNode node, List<String> found) {
        if (node.isString() && !node.asString().isBlank()) found.add(node.asString());
        if (node.isArray()) node.forEach(each -> collect(each, found));
        if (node.isObject()) {
            collect(node.path("message"), found);
            collect(node.path("detail"), found);
        }
    }
}
