package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a quota has no room for, by its own numbers.
 *
 * @param counted the name of what it counts, such as {@code requests.memory}
 * @param each what one pod takes of it
 */
record QuotaNeed(Workload workload, LiveObject quota, String counted, BigDecimal each) {
    private static final Pattern NAME = Pattern.compile("exceeded quota: ([^\\s,]+)");

    /** Empty where the quota may not be read, or has room by now. */
    static Optional<QuotaNeed> of(CreationFailure failure, Snapshot snapshot) {
        Matcher name = NAME.matcher(failure.message());
        if (!name.find()) return Optional.empty();
        Workload workload = failure.workload();
        return snapshot.named("", "ResourceQuota", workload.ref().namespace(), name.group(1))
                .flatMap(quota -> quota.at("/status/hard").propertyNames().stream()
                        .flatMap(counted -> Amounts.perPod(counted, workload.podSpec())
                                .map(each -> new QuotaNeed(workload, quota, counted, each))
                                .stream())
                        .filter(need -> need.used().add(need.each()).compareTo(need.hard()) > 0)
                        .findFirst());
    }

    private BigDecimal hard() {
        return Amounts.of(hardText()).orElse(BigDecimal.ZERO);
    }

    private BigDecimal used() {
        return Amounts.of(usedText()).orElse(BigDecimal.ZERO);
    }

    private JsonNode hardText() {
        return quota.at("/status/hard").path(counted);
    }

    private JsonNode usedText() {
        return quota.at("/status/used").path(counted);
    }

    private BigDecimal ofOthers() {
        return workload.allPods().stream()
                .map(pod -> Amounts.perPod(counted, pod.at("/spec")).orElse(BigDecimal.ZERO))
                .reduce(used(), BigDecimal::subtract)
                .max(BigDecimal.ZERO);
    }

    private BigDecimal wanted() {
        return ofOthers()
                .add(each.multiply(
                        BigDecimal.valueOf(workload.live().at("/spec/replicas").asLong(1))));
    }

    /** Whether there is room for all wanted pods, but not for one more while they are replaced. */
    boolean fitsAll() {
        return wanted().compareTo(hard()) <= 0;
    }

    /** Whether a pod takes more than one of the revision before. */
    boolean hasGrown() {
        return workload.former()
                .map(former -> former.path("spec"))
                .flatMap(former -> Amounts.perPod(counted, former))
                .filter(before -> before.compareTo(each) < 0)
                .isPresent();
    }

    /** How much of it would do. */
    String enough() {
        return shown(wanted());
    }

    String words() {
        return counted + ": " + usedText().asString("0") + " of " + hardText().asString("") + " are used";
    }

    String cause() {
        return quota.ref() + " allows " + hardText().asString("") + " of " + counted + ", of which "
                + usedText().asString("0") + " are used; a pod of " + workload.ref() + " needs " + shown(each);
    }

    private String shown(BigDecimal amount) {
        return counted.endsWith("pods")
                ? amount.toPlainString()
                : Amounts.written(counted.endsWith("cpu") ? "cpu" : "memory", amount);
    }
}
