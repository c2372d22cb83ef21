package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Does no build twice: a plan and its landing build the same, and so do several owners of one folder. */
public final class RememberedBuilds implements Renderer {
    private static final int KEPT = 64;

    private final Renderer renderer;

    private final Map<String, Rendering> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rendering> eldest) {
            return size() > KEPT;
        }
    });

    public RememberedBuilds(Renderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public Rendering render(Build build) {
        return known("kustomize " + build.fingerprint(), () -> renderer.render(build));
    }

    @Override
    public Rendering render(ChartBuild build) {
        return known("helm " + build.fingerprint(), () -> renderer.render(build));
    }

    @Override
    public Optional<Reason> doubt(ChartBuild build) {
        return renderer.doubt(build);
    }

    private Rendering known(String key, Supplier<Rendering> rendering) {
        Rendering before = known.get(key);
        if (before != null) return before;
        Rendering now = rendering.get();
        known.put(key, now);
        return now;
    }
}
