package dev.landfall.githost;

import static dev.landfall.githost.Asking.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.LookAlikeHost.Fault;
import dev.landfall.githost.LookAlikeHost.Reply;
import dev.landfall.githost.LookAlikeHost.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Lists in pages that a header {@code Link} joins. */
@Timeout(20)
@Execution(ExecutionMode.CONCURRENT)
final class HostListTest {
    private static final int LAST = 1_000;
    private PlainHost host;

    @AfterEach
    void stop() {
        host.close();
    }

    /** Pages of so many entries each, numbered from 1. */
    private void serve(int entries, int pages) throws IOException {
        host = PlainHost.start(request -> page(request, entries, pages));
    }

    private Reply page(Request request, int entries, int pages) {
        int number = Integer.parseInt(request.query().getOrDefault("page", "1"));
        ArrayNode body = JsonMapper.shared().createArrayNode();
        IntStream.range(0, entries).forEach(each -> body.add(number * 10 + each));
        String link = "<%s/pulls?page=1>; rel=\"first\", <%s/pulls?page=%d>; rel=\"next\""
                .formatted(host.root(), host.root(), number + 1);
        return new Reply(200, body, number < pages ? Map.of("Link", link) : Map.of());
    }

    private List<Integer> list() {
        return Asking.of(host.root()).list("/pulls", Function.identity()).stream()
                .map(JsonNode::asInt)
                .toList();
    }

    @Test
    void everyPageIsRead() throws IOException {
        serve(2, 2);

        assertThat(list()).containsExactly(10, 11, 20, 21);
        assertThat(host.requests()).containsExactly("GET /pulls", "GET /pulls?page=2");
    }

    @Test
    void aListWithoutEndEndsAtTheLimit() throws IOException {
        serve(2, LAST);

        assertThat(list()).startsWith(10, 11, 20, 21, 30);
        assertThat(host.requests()).hasSize(3);
    }

    @Test
    void soDoesOneWhosePagesAreEmpty() throws IOException {
        serve(0, LAST);

        assertThat(list()).isEmpty();
        assertThat(host.requests()).hasSize(Asking.LIMITS.entries());
    }

    @Test
    void anEmptyPageInTheMiddleIsNoEnd() throws IOException {
        host = PlainHost.start(
                request -> page(request, request.parameter("page").equals("2") ? 0 : 1, 3));

        assertThat(list()).containsExactly(10, 30);
    }

    @Test
    void aPageOnAnotherHostIsNotAskedFor() throws IOException {
        try (PlainHost other = PlainHost.start()) {
            host = PlainHost.start(_ -> new Reply(
                    200,
                    JsonMapper.shared().createArrayNode(),
                    Map.of("Link", "<" + other.root() + "/pulls?page=2>; rel=\"next\"")));

            assertThat(code(this::list)).isEqualTo("USAGE host-redirects");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aPageWhoseAddressCannotBeReadIsStrange() throws IOException {
        host = PlainHost.start(_ ->
                new Reply(200, JsonMapper.shared().createArrayNode(), Map.of("Link", "<http://[no>; rel=\"next\"")));

        assertThat(code(this::list)).isEqualTo("UNREACHABLE host-strange-answer");
    }

    @Test
    void aPageThatIsRefusedFailsTheWholeList() throws IOException {
        serve(2, 3);
        host.order(
                new Fault.Answers(200, Map.of("Link", "<" + host.root() + "/pulls?page=2>; rel=\"next\""), "[10, 11]"));
        host.order(new Fault.Answers(403, Map.of(), ""));

        assertThat(code(this::list)).isEqualTo("RIGHTS host-forbidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<URL/n>; rel=\"next\"                                       | true",
                "<URL/n>; rel=next                                           | true",
                "<URL/n>;rel=\"next\"; title=\"on\"                          | true",
                "<URL/n>; title=\"on\"; rel=\"next\"                         | true",
                "<URL/p>; rel=\"prev\", <URL/n>; rel=\"next\"                | true",
                "<URL/n>; rel=\"next\", <URL/p>; rel=\"prev\"                | true",
                "<URL/p>; rel=\"prev\", <URL/l>; rel=\"last\"                | false",
                "<URL/l>; rel=\"last\"                                       | false",
                "next                                                        | false",
            })
    void theNextPageIsFoundAmongTheLinks(String link, boolean found) throws IOException {
        host = PlainHost.start(request -> new Reply(
                200,
                JsonMapper.shared().createArrayNode(),
                request.path().equals("/pulls") ? Map.of("Link", link.replace("URL", host.root())) : Map.of()));

        assertThat(list()).isEmpty();

        assertThat(host.requests().contains("GET /n")).isEqualTo(found);
        assertThat(host.requests()).hasSize(found ? 2 : 1);
    }
}
