package dev.landfall.mcp.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One client at the other end of two streams, a message a line. When it closes its end, the server ends. */
public final class StdioServer {
    /** For answers that are nearly there when the client has closed its end. */
    private static final long LAST_WORDS_MILLISECONDS = 500;

    private final Dispatch dispatch;
    private final InputStream in;
    private final OutputStream out;
    private final Conversation conversation = new Conversation();

    public StdioServer(Dispatch dispatch, InputStream in, OutputStream out) {
        this.dispatch = dispatch;
        this.in = in;
        this.out = out;
    }

    /** Returns when the client is gone, at most half a second later. */
    public void serve() {
        ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
        BoundedLines lines = new BoundedLines(in, Message.MOST_BYTES);
        try {
            Optional<BoundedLines.Line> line = lines.next();
            while (line.isPresent()) {
                take(line.get(), answering);
                line = lines.next();
            }
        } catch (IOException gone) {
            conversation.stop();
        }
        end(answering);
    }

    private void end(ExecutorService answering) {
        answering.shutdown();
        try {
            boolean all = answering.awaitTermination(LAST_WORDS_MILLISECONDS, TimeUnit.MILLISECONDS);
            if (!all) conversation.stop();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(BoundedLines.Line line, ExecutorService answering) throws IOException {
        switch (line) {
            case BoundedLines.Line.TooLong _ -> send(tooLong().toNobody());
            case BoundedLines.Line.Kept kept -> {
                if (!isBlank(kept.text())) take(kept.text(), answering);
            }
        }
    }

    private static ProtocolFault tooLong() {
        return new ProtocolFault(
                ProtocolFault.INVALID_REQUEST, "the message has more than " + Message.MOST_BYTES + " bytes");
    }

    private static boolean isBlank(byte[] text) {
        for (byte each : text) if (each != ' ' && each != '\t' && each != '\r') return false;
        return true;
    }

    private void take(byte[] text, ExecutorService answering) throws IOException {
        try {
            take(Message.parse(text), answering);
        } catch (ProtocolFault fault) {
            JsonNode id = Message.idIn(text);
            send(id.isMissingNode() ? fault.toNobody() : fault.to(id));
        }
    }

    private void take(Message message, ExecutorService answering) {
        switch (message) {
            case Message.Notification notification -> dispatch.hear(notification, conversation);
            case Message.Response response -> dispatch.hear(response);
            case Message.Request request -> {
                Call call = dispatch.open(request, conversation, this::send);
                // What follows the agreement relies on it.
                if (call.method().equals("initialize")) answer(call);
                else answering.execute(() -> answer(call));
            }
        }
    }

    private void answer(Call call) {
        try {
            Optional<ObjectNode> answer = dispatch.answer(call, conversation);
            if (answer.isPresent()) send(answer.get());
        } catch (IOException gone) {
            conversation.stop();
        }
    }

    private void send(ObjectNode message) throws IOException {
        byte[] text = Message.Reader.bytes(message);
        synchronized (out) {
            out.write(text);
            out.write('\n');
            out.flush();
        }
    }
}
