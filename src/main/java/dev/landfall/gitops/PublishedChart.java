package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;

/**
 * A chart as a chart repository publishes it, which nobody changes there for one owner.
 *
 * @param definedBy the object whose spec names it
 * @param repository the URL as that spec has it; untrusted until the configuration allows it
 * @param version as the repository lists it; empty where that is not known
 * @param byHand what a person does where the chart cannot be had
 * @param from where it is fetched
 */
public record PublishedChart(
        ObjectRef definedBy, String repository, String name, String version, String byHand, Charts from) {

    /** Under which its files lie among those of the repository that its value files are in. */
    public String folder() {
        return name.substring(name.lastIndexOf('/') + 1) + ".tgz";
    }

    /** The same in another version. */
    public PublishedChart at(String other) {
        return new PublishedChart(definedBy, repository, name, other, byHand, from);
    }

    /** For people: {@code chart web 1.2.3 of https://charts.example.org}. */
    public String named() {
        // A URL may carry a password, which must not reach a message.
        return Printable.line("chart %s%s of %s"
                .formatted(
                        name,
                        version.isEmpty() ? "" : " " + version,
                        repository.replaceFirst("//[^/@]*@", "//").replaceFirst("/+$", "")));
    }

    public Charts.Answer fetch() {
        return version.isEmpty() ? new Charts.Answer.Refused(versionUnknown()) : from.of(this);
    }

    private Reason versionUnknown() {
        return Reason.passing(
                "chart-version-unknown",
                "which version of the %s is deployed for %s is not known: it follows a range of versions, and has not been"
                                .formatted(named(), definedBy)
                        + " compared yet",
                "wait for its first comparison, or name one version; or " + byHand);
    }
}
