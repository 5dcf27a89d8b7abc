package dev.dspex.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools of MCP servers by the text that names them. */
class ServerToolTest {
    @Test
    void aCommandAndAnAddressHaveColonsOfTheirOwn() {
        assertThat(ServerTool.parse("mcp:python 'code/my server.py':order-status"))
                .contains(new ServerTool("python 'code/my server.py'", "order-status"));
        assertThat(ServerTool.parse("mcp:http://127.0.0.1:8000/mcp:count"))
                .contains(new ServerTool("http://127.0.0.1:8000/mcp", "count"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mcp:", "mcp:tool", "mcp::tool", "mcp:python:", "code/a.py:b", "mcp: :x"})
    void whatNamesNoToolIsNone(String text) {
        assertThat(ServerTool.parse(text)).isEmpty();
    }
}
