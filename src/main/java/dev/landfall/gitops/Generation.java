package dev.landfall.gitops;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.List;

/** How an owner comes from another object that generates it, so that nothing but that one can change it for good. */
public sealed interface Generation {

    /**
     * From a template, with another set of parameters for each owner.
     *
     * @param by the generator
     * @param owners all that it generates, as they are live
     * @param template the place of the template in the generator, such as {@code spec.template}; it has the form of an
     *     owner
     * @param untouched fields of the owner that the generator leaves as they are
     */
    record FromTemplate(
            LiveObject by,
            List<LiveObject> owners,
            String template,
            Wording wording,
            List<Parameters> parameters,
            List<IgnoredField> untouched)
            implements Generation {
        public FromTemplate {
            owners = List.copyOf(owners);
            parameters = List.copyOf(parameters);
            untouched = List.copyOf(untouched);
        }
    }

    /** No change of the generator would come to the owner, or it cannot be told which one. */
    record Closed(Reason reason) implements Generation {}
}
