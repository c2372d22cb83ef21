package dev.landfall.cli;

import dev.landfall.change.ChangeEngine;
import dev.landfall.change.Checkup;
import dev.landfall.change.KnownChanges;
import dev.landfall.change.Tracer;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.LoadedConfiguration;
import dev.landfall.operate.ManifestReader;
import dev.landfall.operate.ObjectInstructions;
import dev.landfall.operate.PlainWords;
import dev.landfall.operate.Requests;
import dev.landfall.operate.Selection;
import dev.landfall.recommend.Recommender;
import dev.landfall.remediate.PlainSymptoms;
import dev.landfall.remediate.Remediation;
import dev.landfall.sandbox.Demo;

/** What a command works with. Each part is opened when it is first asked for, so that none fails that is not needed. */
public interface Workplace extends AutoCloseable {

    LoadedConfiguration configuration();

    ChangeEngine engine();

    KnownChanges known();

    /** From typed instructions to a request. */
    Requests requests();

    ObjectInstructions objects();

    /** @param namespace said beside the sentences; empty for the one of the kubeconfig's context */
    PlainWords words(String namespace);

    /** @param namespace empty for the one of the kubeconfig's context */
    Selection selection(String namespace);

    /** @param namespace that the user said, or empty */
    ManifestReader manifests(String namespace);

    /** @param namespace empty for the one of the kubeconfig's context */
    Recommender recommender(String namespace);

    Remediation remediation();

    /** @param namespace said beside the words; empty for the one of the kubeconfig's context */
    PlainSymptoms symptoms(String namespace);

    Tracer tracer();

    Checkup checkup();

    Demo demo();

    /** @param said that the user said, or empty for the one of the kubeconfig's context */
    String namespace(String said);

    ModelServing models();

    /**
     * The object that the user names.
     *
     * @param typed as {@code KIND/NAME}
     * @param namespace empty for the one of the kubeconfig's context
     */
    ObjectRef object(String typed, String namespace);

    @Override
    void close();

    /** Makes a workplace once the options are known. */
    interface Opener {
        Workplace open(GlobalOptions options);
    }
}
