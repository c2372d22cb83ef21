package dev.landfall;

import dev.landfall.cli.GlobalOptions;
import dev.landfall.cli.ModelServing;
import dev.landfall.mcp.ApplyTool;
import dev.landfall.mcp.ChangesTool;
import dev.landfall.mcp.ModelDoor;
import dev.landfall.mcp.OperateTool;
import dev.landfall.mcp.RecommendTool;
import dev.landfall.mcp.RemediateTool;
import dev.landfall.mcp.RevertTool;
import dev.landfall.mcp.Tool;
import dev.landfall.mcp.TraceTool;
import dev.landfall.mcp.TrackTool;
import dev.landfall.mcp.Watches;
import dev.landfall.mcp.Workplace;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The part of the wiring that models meet: which tools there are, and what a call works with. */
final class ModelWiring implements ModelServing, Workplace.Opener {
    private final GlobalOptions options;
    private final Map<String, String> environment;
    private final Supplier<Duration> elapsed;

    ModelWiring(GlobalOptions options, Map<String, String> environment, Supplier<Duration> elapsed) {
        this.options = options;
        this.environment = environment;
        this.elapsed = elapsed;
    }

    /** As clients list them: first what reads, then what plans, then what lands and follows. */
    List<Tool> tools() {
        return List.of(
                TraceTool.tool(),
                RecommendTool.tool(),
                RemediateTool.tool(),
                OperateTool.tool(),
                RevertTool.tool(),
                ApplyTool.tool(),
                TrackTool.tool(new Watches(this, elapsed)),
                ChangesTool.tool());
    }

    @Override
    public Workplace open() {
        String user = environment.getOrDefault("USER", "");
        return new Wiring(options, environment, elapsed, user.isEmpty() ? "mcp" : user + " through mcp");
    }

    @Override
    public void overStdio() {
        door().serve(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public String overHttp(InetSocketAddress address) throws IOException {
        return door().listen(address).url();
    }

    private ModelDoor door() {
        String version = ModelWiring.class.getPackage().getImplementationVersion();
        return new ModelDoor(tools(), this, version == null ? "unpackaged" : version);
    }
}
