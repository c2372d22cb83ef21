package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How templates of ApplicationSets name parameters (applicationset/utils/utils.go, Replace): {@code {{image.tag}}}, and
 * with {@code goTemplate} {@code {{ .image.tag }}}. Of Go templates only such plain names are read, no functions.
 */
enum TemplateWording implements Wording {
    PLAIN("\\{\\{(?<tag>.*?)\\}\\}", "\\s*(?<name>\\S(.*\\S)?)\\s*"),
    GO("\\{\\{(?<tag>.*?)\\}\\}", "\\s*\\.(?<name>[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*)\\s*");

    private final Pattern tags;
    private final Pattern names;

    TemplateWording(String tags, String names) {
        this.tags = Pattern.compile(tags, Pattern.DOTALL);
        this.names = Pattern.compile(names, Pattern.DOTALL);
    }

    @Override
    public boolean keepsUnknown() {
        return this == PLAIN;
    }

    @Override
    public Optional<List<Piece>> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher tag = tags.matcher(text);
        int at = 0;
        while (tag.find()) {
            Matcher name = names.matcher(tag.group("tag"));
            if (!name.matches()) return Optional.empty();
            if (tag.start() > at) pieces.add(new Piece.Literal(text.substring(at, tag.start())));
            pieces.add(new Piece.Parameter(tag.group(), name.group("name")));
            at = tag.end();
        }
        if (at < text.length()) pieces.add(new Piece.Literal(text.substring(at)));
        return Optional.of(pieces);
    }
}
