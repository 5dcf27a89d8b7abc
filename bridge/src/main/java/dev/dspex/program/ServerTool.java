package dev.dspex.program;

import java.util.Optional;

/**
 * A tool of an MCP server that an agent is offered, as {@code mcp:COMMAND:TOOL} or {@code
 * mcp:URL:TOOL}.
 *
 * @param server a command, or an address that starts with http:// or https://
 */
public record ServerTool(String server, String tool) {
    public static final String PREFIX = "mcp:";

    /** As {@link #parse} reads it. */
    public String text() {
        return PREFIX + server + ":" + tool;
    }

    public static Optional<ServerTool> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (!text.startsWith(PREFIX) || colon < PREFIX.length()) {
            return Optional.empty();
        }
        String server = text.substring(PREFIX.length(), colon).strip();
        String tool = text.substring(colon + 1);
        boolean whole =
                !server.isEmpty()
                        && !tool.isBlank()
                        && !server.equals("http")
                        && !server.equals("https");
        return whole ? Optional.of(new ServerTool(server, tool)) : Optional.empty();
    }
}
