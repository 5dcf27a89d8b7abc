package dev.dspex.app.stream;

import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The text that one field of one node streams. The last 200 kB stay here; a view asks for what came
 * after the letters it has shown. Tokens are counted as a quarter of the letters until the call has
 * ended and its true number is known.
 */
public final class Lane {
    static final int KEPT = 200_000;

    private static final double WINDOW = 1000;
    private static final double SAMPLE = 250;
    private static final int SAMPLES = 48;
    private static final double LETTERS_PER_TOKEN = 4;

    private record Piece(double wall, int letters) {}

    /** A call that writes while another one does: its turn comes when that has ended. */
    private static final class Held {
        private final List<RunEvent.Token> tokens = new ArrayList<>();
        private final double started;
        private double wall;
        private RunEvent.@Nullable LmEnded ended;

        Held(double started) {
            this.started = started;
        }
    }

    private final String node;
    private final String field;
    private final StringBuilder tail = new StringBuilder();
    private final Deque<Piece> recent = new ArrayDeque<>();
    private final List<Double> rates = new ArrayList<>();
    private RunState state = RunState.RUNNING;
    private String call = "";
    private long letters;
    private long callLetters;
    private double tokensBefore;
    private double callTokens;
    private double callStarted;
    private double callFirst = -1;
    private double firstToken = -1;
    private double lastWall;
    private double sampledAt;
    private int calls;
    private boolean open;
    private final Map<String, Held> held = new LinkedHashMap<>();

    Lane(String node, String field) {
        this.node = node;
        this.field = field;
    }

    void add(RunEvent.Token token, double wall, double started) {
        if (open && !token.id().equals(call)) {
            var other = held.computeIfAbsent(token.id(), _ -> new Held(started));
            other.tokens.add(token);
            other.wall = wall;
            return;
        }
        open = !token.last();
        show(token, wall, started);
        if (!open) next();
    }

    /**
     * Shows what the call said that waited longest, and then the next ones while they are whole.
     */
    private void next() {
        while (!open && !held.isEmpty()) {
            var id = held.keySet().iterator().next();
            var other = Objects.requireNonNull(held.remove(id));
            for (var token : other.tokens) {
                open = !token.last() && other.ended == null;
                show(token, other.wall, other.started);
            }
            if (other.ended != null) end(other.ended, callLetters);
        }
    }

    private void show(RunEvent.Token token, double wall, double started) {
        if (!token.id().equals(call)) begin(token.id(), started);
        if (callFirst < 0 && !token.text().isEmpty()) {
            callFirst = wall;
            if (firstToken < 0) firstToken = Math.max(0, wall - callStarted) / 1000;
        }
        write(token.text());
        callLetters += token.text().length();
        callTokens = callLetters / LETTERS_PER_TOKEN;
        lastWall = Math.max(lastWall, wall);
        recent.addLast(new Piece(wall, token.text().length()));
        while (recent.getFirst().wall() < wall - WINDOW) recent.removeFirst();
        state = token.last() ? RunState.OK : RunState.RUNNING;
        sample(wall);
    }

    private void begin(String id, double started) {
        if (calls > 0) write("\n\n");
        calls++;
        call = id;
        tokensBefore += callTokens;
        callTokens = 0;
        callLetters = 0;
        callStarted = started;
        callFirst = -1;
        recent.clear();
    }

    private void write(String text) {
        letters += text.length();
        tail.append(text);
        if (tail.length() > KEPT) tail.delete(0, tail.length() - KEPT);
    }

    private void sample(double wall) {
        if (!rates.isEmpty() && wall - sampledAt < SAMPLE) return;
        sampledAt = wall;
        rates.add(recentRate());
        if (rates.size() > SAMPLES) rates.removeFirst();
    }

    private double recentRate() {
        double span = Math.max(SAMPLE, Math.min(WINDOW, lastWall - callFirst)) / 1000;
        return recent.stream().mapToInt(Piece::letters).sum() / LETTERS_PER_TOKEN / span;
    }

    long lettersOf(String id) {
        return id.equals(call) ? callLetters : 0;
    }

    void end(RunEvent.LmEnded ended, long lettersOfAllLanes) {
        var waits = held.get(ended.id());
        if (waits != null) waits.ended = ended;
        if (!ended.id().equals(call)) return;
        if (ended.completionTokens() > 0 && lettersOfAllLanes > 0) {
            callTokens = (double) ended.completionTokens() * callLetters / lettersOfAllLanes;
        }
        state = ended.error() != null ? RunState.ERROR : RunState.OK;
        if (!open) return;
        open = false;
        next();
    }

    /** A call whose worker was lost: it says no more. */
    void lose(String id) {
        held.remove(id);
        if (!id.equals(call)) return;
        if (state == RunState.RUNNING) state = RunState.PAUSED;
        open = false;
        next();
    }

    void close(RunState how) {
        while (!held.isEmpty()) {
            open = false;
            next();
        }
        if (state == RunState.RUNNING) state = how;
    }

    public String node() {
        return node;
    }

    public String field() {
        return field;
    }

    public RunState state() {
        return state;
    }

    /** Letters since the beginning, those that were dropped too. */
    public long letters() {
        return letters;
    }

    /** The text after the first {@code shown} letters, as far as it is kept. */
    public String since(long shown) {
        long dropped = letters - tail.length();
        return tail.substring((int) Math.max(0, Math.min(tail.length(), shown - dropped)));
    }

    public long tokens() {
        return Math.round(tokensBefore + callTokens);
    }

    /** Tokens a second: of the last second while it runs, of the whole last call afterwards. */
    public double rate() {
        if (state == RunState.RUNNING) return recentRate();
        double seconds = (lastWall - callFirst) / 1000;
        return callFirst < 0 || seconds <= 0 ? 0 : callTokens / seconds;
    }

    /** Seconds from the first call to its first token, -1 before. */
    public double firstToken() {
        return firstToken;
    }

    /** Rates each quarter of a second, the newest last. */
    public List<Double> rates() {
        return List.copyOf(rates);
    }

    /** How many LM calls have written here. */
    public int calls() {
        return calls;
    }
}
