package dev.landfall.change;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;

/**
 * A plan in the body of its pull request, so that another machine can follow the change. Anybody may edit a body: a plan
 * read from one is of use only with the digest that stands in the commit.
 */
final class CarriedPlan {
    private static final Pattern LINE = Pattern.compile("(?m)^\\[//]: # \\(landfall plan ([A-Za-z0-9_=-]+)\\)\\s*$");
    private static final int LARGEST = 4 * 1024 * 1024;

    private CarriedPlan() {}

    /** A line that Markdown does not show. */
    static String write(ChangePlan plan) {
        List<PlanPart> parts =
                plan.parts().stream().map(CarriedPlan::withoutDiff).toList();
        ChangePlan small =
                new ChangePlan(plan.id(), plan.request(), parts, plan.ownerChanges(), plan.digest(), List.of());
        return "[//]: # (landfall plan " + packed(PlanBody.write(small)) + ")";
    }

    /** What is for people only takes the most room. */
    private static PlanPart withoutDiff(PlanPart part) {
        return switch (part) {
            case PlanPart.Direct direct -> new PlanPart.Direct(direct.writes(), direct.edits(), "", direct.rendered());
            case PlanPart.InGit git ->
                new PlanPart.InGit(
                        git.repository(),
                        git.branch(),
                        git.way(),
                        git.base(),
                        git.owners(),
                        git.edits(),
                        "",
                        git.rendered(),
                        git.named(),
                        git.former());
        };
    }

    /** Empty where there is none, or none that can be read. */
    static Optional<ChangePlan> read(String body) {
        Matcher line = LINE.matcher(body);
        try {
            return line.find() ? PlanBody.read(unpacked(line.group(1))).filter(CarriedPlan::isWhole) : Optional.empty();
        } catch (IOException | IllegalArgumentException | JacksonException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    /** Whether the digest is that of its content: whoever edits one cannot keep the other. */
    private static boolean isWhole(ChangePlan plan) {
        return PlanDigest.of(plan.request(), plan.parts()).equals(plan.digest());
    }

    private static String packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getUrlEncoder().encodeToString(bytes.toByteArray());
    }

    private static String unpacked(String text) throws IOException {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readNBytes(LARGEST), StandardCharsets.UTF_8);
        }
    }
}
