package dev.landfall.gitops;

import dev.landfall.cluster.LiveObject;
import dev.landfall.git.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code data} of a Secret, as it is meant. */
public record SecretData(LiveObject secret) {

    /** Empty where there is no such field, or nothing in it. */
    public Optional<String> text(String field) {
        JsonNode encoded = secret.at("/data").path(field);
        if (!encoded.isString()) return Optional.empty();
        try {
            String text = new String(Base64.getMimeDecoder().decode(encoded.asString()), StandardCharsets.UTF_8);
            return Optional.of(text).filter(each -> !each.isBlank());
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** Without the line end that editors and pipes leave behind. */
    public Optional<Secret> secret(String field) {
        return text(field).map(text -> new Secret(text.replaceFirst("[\\r\\n]+$", "")));
    }
}
