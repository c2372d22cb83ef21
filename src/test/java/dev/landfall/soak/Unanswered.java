package dev.landfall.soak;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;

/** An exchange whose request is heard and whose answer goes nowhere. */
final class Unanswered extends HttpExchange {
    private final HttpExchange heard;
    private final Headers answer = new Headers();
    private final OutputStream nowhere = new ByteArrayOutputStream();

    Unanswered(HttpExchange heard) {
        this.heard = heard;
    }

    @Override
    public Headers getRequestHeaders() {
        return heard.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return answer;
    }

    @Override
    public URI getRequestURI() {
        return heard.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return heard.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return heard.getHttpContext();
    }

    /** The connection is ended by whoever lost the answer. */
    @Override
    public void close() {}

    @Override
    public InputStream getRequestBody() {
        return heard.getRequestBody();
    }

    @Override
    public OutputStream getResponseBody() {
        return nowhere;
    }

    @Override
    public void sendResponseHeaders(int status, long length) {}

    @Override
    public InetSocketAddress getRemoteAddress() {
        return heard.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return -1;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return heard.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return heard.getProtocol();
    }

    @Override
    public Object getAttribute(String name) {
        return heard.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        heard.setAttribute(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HttpPrincipal getPrincipal() {
        return heard.getPrincipal();
    }
}
