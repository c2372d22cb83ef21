package dev.landfall.remediate.rule;

import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.remediate.Analyzer;
import java.util.List;

/**
 * All rules, causes before their consequences: whether pods could be made, found a node, got their volumes and images,
 * were started, stay up, are ready, are reached, scale; and at last whether what is in Git gets into the cluster.
 */
public final class Rules {
    private Rules() {}

    /** @param providers that know the owners of objects, and what those say of themselves */
    public static List<Analyzer> all(List<GitOpsProvider> providers) {
        return List.of(
                new ServiceAccountMissing(),
                new PriorityClassMissing(),
                new LimitsDemanded(),
                new QuotaExceeded(),
                new PodSecurityRefused(),
                new AdmissionRefused(),
                new ClaimMissing(),
                new StorageClassMissing(),
                new ClaimUnbound(),
                new NodeSelectorMatchesNothing(),
                new TaintNotTolerated(),
                new NoRoomForPod(),
                new SpreadUnsatisfiable(),
                new ImageNameInvalid(),
                new RegistryUnreachable(),
                new RegistryCredentials(),
                new ImageNotFound(),
                new VolumeSourceMissing(),
                new EnvironmentSourceMissing(),
                new KeyMissing(),
                new SecurityContextRefused(),
                new CommandWrong(),
                new OutOfMemory(),
                new LivenessProbeKills(),
                new EnvironmentVariableMissing(),
                new DependencyAddressWrong(),
                new CrashLoop(),
                new ReadinessProbeFails(),
                new RolloutPaused(),
                new CronJobDoesNotRun(),
                new JobFailed(),
                new ControllerDead(),
                new ScaledToZero(),
                new ServiceSelectsNothing(),
                new ServiceTargetPortWrong(),
                new ServiceSelectsOthers(),
                new IngressClassWrong(),
                new IngressBackendWrong(),
                new AutoscalerCannotWork(),
                new DeliveryFault("source-not-ready", "source.toolkit.fluxcd.io", "GitRepository", providers),
                new DeliveryFault("kustomization-not-ready", "kustomize.toolkit.fluxcd.io", "Kustomization", providers),
                new DeliveryFault("application-not-synced", "argoproj.io", "Application", providers));
    }
}
