package dev.landfall.config;

import dev.landfall.reason.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; names every fault at once. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<ConfigurationFault> faults;

    /** @param faults at least one, in the order in which to show them */
    public ConfigurationException(List<ConfigurationFault> faults) {
        super(faults.stream().map(ConfigurationFault::toString).collect(Collectors.joining("\n")));
        if (faults.isEmpty()) throw new IllegalStateException("a configuration without a fault");
        this.faults = List.copyOf(faults);
    }

    public List<ConfigurationFault> faults() {
        return faults;
    }

    /** All faults in one, for an answer that carries a single reason. */
    public Reason reason() {
        if (faults.size() > 1) return Reason.lasting("configuration-invalid", getMessage(), "mend each of them");
        ConfigurationFault only = faults.getFirst();
        String key = only.key().isEmpty() ? "" : only.key() + ": ";
        return Reason.lasting("configuration-invalid", only.origin() + ": " + key + only.problem(), only.fix());
    }
}
