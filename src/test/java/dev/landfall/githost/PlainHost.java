package dev.landfall.githost;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** A host without a dialect: it answers as a test says, else with what it was asked for. It remembers what it answered. */
public final class PlainHost extends LookAlikeHost {
    private final Function<Request, Reply> replies;
    private final List<Request> answered = new CopyOnWriteArrayList<>();

    private PlainHost(Optional<SSLContext> tls, Function<Request, Reply> replies) throws IOException {
        super(tls);
        this.replies = replies;
    }

    static PlainHost start() throws IOException {
        return start(Optional.empty(), PlainHost::asked);
    }

    static PlainHost start(SSLContext tls) throws IOException {
        return start(Optional.of(tls), PlainHost::asked);
    }

    static PlainHost start(Function<Request, Reply> replies) throws IOException {
        return start(Optional.empty(), replies);
    }

    private static PlainHost start(Optional<SSLContext> tls, Function<Request, Reply> replies) throws IOException {
        PlainHost host = new PlainHost(tls, replies);
        host.listen();
        return host;
    }

    private static Reply asked(Request request) {
        return Reply.of(200, object().put("asked", request.method() + " " + request.path()));
    }

    /** Without those that met a fault of a whole answer. */
    List<Request> answered() {
        return answered;
    }

    @Override
    protected Reply reply(Request request) {
        answered.add(request);
        return replies.apply(request);
    }
}
