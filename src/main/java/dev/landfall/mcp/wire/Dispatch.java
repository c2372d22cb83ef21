package dev.landfall.mcp.wire;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers requests, whatever way they came: the agreement on a revision itself, all else by the methods of the offer. */
public final class Dispatch {
    private static final int MOST_AT_ONCE = 32;

    private final Offer offer;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    public Dispatch(Offer offer) {
        this.offer = offer;
    }

    /**
     * Takes a request on, so that it can be cancelled from now on; whoever does this answers it, too.
     *
     * @throws ProtocolFault where another request of the same id is under way
     */
    Call open(Message.Request request, Conversation conversation, Outlet outlet) {
        boolean stateless = Revision.isNamedIn(request.params()) || !isOfSession(request, conversation);
        Call call = new Call(request, stateless, outlet);
        conversation.begin(call);
        return call;
    }

    /** Whether it can be meant of a session, where it names no revision itself. */
    private static boolean isOfSession(Message.Request request, Conversation conversation) {
        return conversation.isAgreed()
                || request.method().equals("initialize")
                || request.method().equals("ping");
    }

    /** @return the message to send; empty where nobody waits for it any more */
    Optional<ObjectNode> answer(Call call, Conversation conversation) {
        ObjectNode answer;
        try {
            answer = success(call.id(), admitted(call, conversation));
        } catch (ProtocolFault fault) {
            answer = fault.to(call.id());
        } finally {
            conversation.end(call);
        }
        return call.isStopped() ? Optional.empty() : Optional.of(answer);
    }

    private ObjectNode admitted(Call call, Conversation conversation) {
        if (!room.tryAcquire())
            throw new ProtocolFault(
                    ProtocolFault.BUSY, MOST_AT_ONCE + " requests are under way: wait until one has ended");
        try {
            return result(call, conversation);
        } finally {
            room.release();
        }
    }

    private ObjectNode result(Call call, Conversation conversation) {
        try {
            if (!call.isStateless()) return ofSession(call, conversation);
            Revision.requireStateless(call.params());
            return completed(stateless(call));
        } catch (ProtocolFault fault) {
            throw fault;
        } catch (RuntimeException ours) {
            throw new ProtocolFault(ProtocolFault.INTERNAL_ERROR, "the server itself failed: " + ours.getClass());
        }
    }

    private ObjectNode stateless(Call call) {
        return call.method().equals("server/discover")
                ? discovered()
                : method(call.method()).answer(call);
    }

    private ObjectNode ofSession(Call call, Conversation conversation) {
        return switch (call.method()) {
            case "initialize" -> {
                ObjectNode result = initialized(call.params());
                conversation.agreed();
                yield result;
            }
            case "ping" -> JsonNodeFactory.instance.objectNode();
            default -> method(call.method()).answer(call);
        };
    }

    private Method method(String name) {
        Method method = offer.methods().get(name);
        if (method == null) throw new ProtocolFault(ProtocolFault.METHOD_NOT_FOUND, "there is no such method here");
        return method;
    }

    private ObjectNode initialized(ObjectNode params) {
        if (!params.path("protocolVersion").isString())
            throw new ProtocolFault(ProtocolFault.INVALID_PARAMS, "params.protocolVersion is missing");
        String asked = params.path("protocolVersion").asString();
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("protocolVersion", Revision.agreedOn(asked));
        result.set("capabilities", offer.capabilities());
        result.set("serverInfo", offer.serverInfo());
        return result.put("instructions", offer.instructions());
    }

    private ObjectNode discovered() {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        Revision.ALL.forEach(result.putArray("supportedVersions")::add);
        result.set("capabilities", offer.capabilities());
        result.put("instructions", offer.instructions());
        return result.put("ttlMs", 3_600_000).put("cacheScope", "public");
    }

    private ObjectNode completed(ObjectNode result) {
        if (!result.has("resultType")) result.put("resultType", "complete");
        result.withObject("_meta").set(Revision.SERVER_INFO, offer.serverInfo());
        return result;
    }

    /** What asks for no answer. */
    void hear(Message.Notification notification, Conversation conversation) {
        if (notification.method().equals("notifications/cancelled"))
            conversation.cancel(notification.params().path("requestId"));
    }

    void hear(Message.Response response) {
        offer.responses().accept(response);
    }

    private static ObjectNode success(JsonNode id, ObjectNode result) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.set("result", result);
        return answer;
    }
}
