package dev.dspex.cli;

import dev.dspex.event.RunError;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.PrintStream;
import java.util.Locale;

/** Where a command writes: results to one stream, progress and messages to the other. */
final class Terminal {
    static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int BAR = 24;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private boolean barShown;
    private int lastTenth = -1;

    /**
     * @param interactive whether a person sees {@code err} on a terminal
     */
    Terminal(PrintStream out, PrintStream err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** One JSON document for programs. */
    synchronized void json(ObjectNode document) {
        clearBar();
        out.println(PRETTY.writeValueAsString(document));
        out.flush();
    }

    /** A line of the result for a person. */
    synchronized void line(String text) {
        clearBar();
        out.println(text);
        out.flush();
    }

    /** A piece of streamed text. */
    synchronized void piece(String text) {
        clearBar();
        out.print(text);
        out.flush();
    }

    /** A message beside the result. */
    synchronized void say(String text) {
        clearBar();
        err.println(text);
        err.flush();
    }

    /** How far it is: a bar that is redrawn on a terminal, else a line each tenth. */
    synchronized void progress(String text, @Nullable Long done, @Nullable Long total) {
        if (done == null || total == null || total == 0) {
            if (interactive) {
                clearBar();
                err.print("  " + text + " …");
                err.flush();
                barShown = true;
            } else {
                err.println(text);
            }
            lastTenth = -1;
            return;
        }
        if (interactive) {
            int filled = (int) (BAR * done / total);
            clearBar();
            err.print("  " + "█".repeat(filled) + "░".repeat(BAR - filled) + " " + text);
            err.flush();
            barShown = true;
        } else if (10 * done / total != lastTenth) {
            lastTenth = (int) (10 * done / total);
            err.println(text);
        }
    }

    private void clearBar() {
        if (barShown) {
            err.print("\r\u001b[K");
            err.flush();
            barShown = false;
        }
    }

    /** An error: a JSON document for programs, else a sentence and a hint. */
    void error(RunError error, boolean json) {
        if (json) {
            ObjectNode document = MAPPER.createObjectNode();
            document.set("error", json(error));
            json(document);
            return;
        }
        RunError.Where where = error.where();
        StringBuilder place = new StringBuilder();
        if (where.file() != null) {
            place.append(where.file());
            if (where.line() != null) {
                place.append(':').append(where.line());
            }
            place.append(": ");
        }
        say("dspex: " + place + error.message());
        if (!error.hint().isBlank()) {
            say("       " + error.hint());
        }
    }

    static ObjectNode json(RunError error) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("code", error.code()).put("message", error.message()).put("hint", error.hint());
        node.set("where", MAPPER.valueToTree(error.where()));
        return node;
    }

    /** 812 B, 1.4 MB */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    static String score(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }
}
