package dev.landfall.recommend;

import dev.landfall.change.ChangeEngine;
import dev.landfall.change.Checkup;
import dev.landfall.change.KnownChanges;
import dev.landfall.change.Tracer;
import dev.landfall.cli.ModelServing;
import dev.landfall.cli.Workplace;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.LoadedConfiguration;
import dev.landfall.operate.ManifestReader;
import dev.landfall.operate.ObjectInstructions;
import dev.landfall.operate.PlainWords;
import dev.landfall.operate.Requests;
import dev.landfall.operate.Selection;
import dev.landfall.remediate.PlainSymptoms;
import dev.landfall.remediate.Remediation;
import dev.landfall.sandbox.Demo;

/** What {@code landfall recommend} works with, and nothing that others need. */
record StageWorkplace(LoadedConfiguration configuration, ChangeEngine engine, Recommender recommender)
        implements Workplace {

    @Override
    public Recommender recommender(String namespace) {
        return recommender;
    }

    @Override
    public KnownChanges known() {
        throw new AssertionError("not asked for");
    }

    @Override
    public PlainWords words(String namespace) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Requests requests() {
        throw new AssertionError("not asked for");
    }

    @Override
    public ObjectInstructions objects() {
        throw new AssertionError("not asked for");
    }

    @Override
    public Selection selection(String namespace) {
        throw new AssertionError("not asked for");
    }

    @Override
    public ManifestReader manifests(String namespace) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Remediation remediation() {
        throw new AssertionError("not asked for");
    }

    @Override
    public PlainSymptoms symptoms(String namespace) {
        throw new AssertionError("not asked for");
    }

    @Override
    public ModelServing models() {
        throw new AssertionError("not asked for");
    }

    @Override
    public String namespace(String said) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Tracer tracer() {
        throw new AssertionError("not asked for");
    }

    @Override
    public Checkup checkup() {
        throw new AssertionError("not asked for");
    }

    @Override
    public Demo demo() {
        throw new AssertionError("not asked for");
    }

    @Override
    public ObjectRef object(String typed, String namespace) {
        throw new AssertionError("not asked for");
    }

    @Override
    public void close() {}
}
