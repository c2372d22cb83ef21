package dev.landfall.cli;

import dev.landfall.change.RequestException;
import dev.landfall.reason.Printable;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Fault;
import dev.landfall.report.Report;
import dev.landfall.report.StyledText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "mcp",
        description = "Serve models by the Model Context Protocol: to the client that starts this, or on loopback.",
        footer = {
            "",
            "Without --http it speaks on standard input and output, and ends when the client closes its end.",
            "What a model may land, the configuration says: mcp.apply.",
            "",
            "Examples:",
            "  landfall mcp",
            "  landfall mcp --context staging -n shop",
            "  landfall mcp --http 127.0.0.1:8090"
        })
final class McpCommand implements Callable<Integer> {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");
    private static final int HIGHEST_PORT = 65_535;

    private final Door door;

    @Mixin
    GlobalOptions global;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "Listen there instead, for any process of this machine; loopback only, port 0 takes any.")
    String http;

    McpCommand(Door door) {
        this.door = door;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = door.opener().open(global)) {
            if (http == null) workplace.models().overStdio();
            else listen(workplace.models(), address(http));
            return ExitStatus.DONE.code();
        } catch (RuntimeException thrown) {
            FaultTrace.print(thrown, door.terminal());
            Fault fault = Fault.of(thrown);
            Answer.of(Report.of(fault)).show(GlobalOptions.Format.text, door.terminal());
            return fault.status().code();
        }
    }

    private void listen(ModelServing models, InetSocketAddress address) {
        try {
            door.terminal().tell(StyledText.of("listening at " + models.overHttp(address)));
            new CountDownLatch(1).await(); // until the process is ended
        } catch (IOException taken) {
            throw RequestException.because(
                    "address-taken", "nothing can listen at " + http + ": " + taken.getMessage(), "take another port");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? "" : text.substring(colon + 1);
        if (!LOOPBACK.contains(host))
            throw RequestException.because(
                    "address-not-loopback",
                    "\"" + Printable.line(text, 80)
                            + "\" is no address of the loopback device, and nobody would be asked" + " who they are",
                    "write 127.0.0.1:PORT");
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > HIGHEST_PORT)
            throw RequestException.because(
                    "bad-port", "\"" + Printable.line(port, 80) + "\" is no port", "write 127.0.0.1:PORT");
        return new InetSocketAddress(loopback(host), Integer.parseInt(port));
    }

    private static InetAddress loopback(String host) {
        try {
            return InetAddress.getByName(host.equals("localhost") ? "127.0.0.1" : host);
        } catch (IOException literal) {
            throw new IllegalStateException("an address that needs no look-up", literal);
        }
    }
}
