package dev.landfall.mcp;

import dev.landfall.change.ChangeEngine;
import dev.landfall.change.KnownChanges;
import dev.landfall.change.Tracer;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.LoadedConfiguration;
import dev.landfall.operate.Instructions;
import dev.landfall.operate.ManifestReader;
import dev.landfall.operate.ObjectInstructions;
import dev.landfall.operate.PlainWords;
import dev.landfall.operate.Requests;
import dev.landfall.operate.Selection;
import dev.landfall.recommend.Recommender;
import dev.landfall.remediate.PlainSymptoms;
import dev.landfall.remediate.Remediation;

/**
 * What a call works with. Each call opens one of its own, as each command of the command line does: what is safe for
 * several processes is so for several calls, and a configuration or credential that was replaced is taken up.
 */
public interface Workplace extends AutoCloseable {

    LoadedConfiguration configuration();

    ChangeEngine engine();

    KnownChanges known();

    Tracer tracer();

    Remediation remediation();

    /** @param namespace said beside the words; empty for the one of the kubeconfig's context */
    PlainSymptoms symptoms(String namespace);

    /** @param namespace empty for the one of the kubeconfig's context */
    Recommender recommender(String namespace);

    /** @param said in the call, or empty for the one of the kubeconfig's context */
    String namespace(String said);

    Instructions instructions();

    /** From typed instructions to a request. */
    Requests requests();

    /** @param namespace said beside the sentences; empty for the one of the kubeconfig's context */
    PlainWords words(String namespace);

    ObjectInstructions objects();

    /** @param namespace empty for the one of the kubeconfig's context */
    Selection selection(String namespace);

    /** @param namespace that the call said, or empty */
    ManifestReader manifests(String namespace);

    /** @param typed as {@code KIND/NAME} */
    ObjectRef object(String typed, String namespace);

    @Override
    void close();

    /** Opens one for a call. */
    interface Opener {
        Workplace open();
    }
}
