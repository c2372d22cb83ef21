package dev.landfall.cli;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Serves models, which is another door's business: this one only starts it. */
public interface ModelServing {

    /** Serves the client that started this process, until it closes its end. */
    void overStdio();

    /**
     * Serves clients on this machine.
     *
     * @return where they find it
     * @throws IOException where something else listens there
     */
    String overHttp(InetSocketAddress address) throws IOException;
}
