package dev.dspex.gateway;

import py4j.CallbackClient;
import py4j.Gateway;
import py4j.Protocol;
import py4j.Py4JException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.net.SocketFactory;

/**
 * The connection to one worker process. Safe for any thread; calls from virtual threads end at once
 * when interrupted. Control calls and long polls have connections and time limits of their own.
 */
final class WorkerLink implements AutoCloseable {
    /** A poll that is late by this much found no living worker; the heartbeat is quicker. */
    private static final int LATE_MS = 10_000;

    // A strong reference, or the level is forgotten: Py4J logs every command, prompts and keys
    // included.
    private static final Logger PY4J = Logger.getLogger("py4j");

    static {
        PY4J.setLevel(Level.OFF);
    }

    private final Client control;
    private final Client events;
    private final int pollMs;

    WorkerLink(int port, String token, Duration controlTimeout, int pollMs) {
        this.pollMs = pollMs;
        this.control = new Client(port, token, (int) controlTimeout.toMillis());
        this.events = new Client(port, token, pollMs + LATE_MS);
    }

    /** The worker did not answer. Carries no text of Py4J, whose messages hold whole requests. */
    static final class NoAnswer extends Exception {
        NoAnswer(String call) {
            super("no answer to " + call);
        }
    }

    ObjectNode hello() throws NoAnswer {
        return ask(control, "hello", w -> w.hello("{\"protocol\":1}"));
    }

    ObjectNode submit(String text) throws NoAnswer {
        // Reading and building a large job may take longer than a control call.
        return ask(events, "submit", w -> w.submit(text));
    }

    ObjectNode poll(String job, int max) throws NoAnswer {
        return ask(events, "poll", w -> w.poll(job, max, pollMs));
    }

    ObjectNode cancel(String job, String how) throws NoAnswer {
        return ask(control, "cancel", w -> w.cancel(job, how));
    }

    ObjectNode health() throws NoAnswer {
        return ask(control, "health", Worker::health);
    }

    /**
     * Closes connections that have been idle for a while; also frees what a peak of calls opened.
     */
    void tidy() {
        control.periodicCleanup();
        events.periodicCleanup();
    }

    @Override
    public void close() {
        control.shutdown();
        events.shutdown();
    }

    private static ObjectNode ask(Client client, String call, Function<Worker, String> question)
            throws NoAnswer {
        try {
            return Json.read(question.apply(client.worker));
        } catch (Py4JException | JacksonException e) {
            throw new NoAnswer(call);
        }
    }

    /** A client without Py4J's own cleaner, whose thread would keep the JVM up. */
    private static final class Client extends CallbackClient {
        private final Worker worker;

        Client(int port, String token, int readTimeoutMs) {
            super(
                    port,
                    InetAddress.getLoopbackAddress(),
                    token,
                    30,
                    TimeUnit.SECONDS,
                    new NoDelay(readTimeoutMs),
                    false,
                    readTimeoutMs);
            Gateway gateway = new Gateway(null, this);
            gateway.startup();
            // Not getPythonServerEntryPoint: that asks the thread for a class loader.
            worker =
                    (Worker)
                            gateway.createProxy(
                                    Worker.class.getClassLoader(),
                                    new Class<?>[] {Worker.class},
                                    Protocol.ENTRY_POINT_OBJECT_ID);
        }

        @Override
        protected void setupCleaner() {
            // WorkerLink.tidy does it.
        }
    }

    /** Without TCP_NODELAY large requests wait 40 ms for a delayed acknowledgement. */
    private static final class NoDelay extends SocketFactory {
        private static final int CONNECT_MS = 1000;
        private final int readTimeoutMs;

        NoDelay(int readTimeoutMs) {
            this.readTimeoutMs = readTimeoutMs;
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(readTimeoutMs);
            socket.connect(new InetSocketAddress(host, port), CONNECT_MS);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket(InetAddress.getByName(host), port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort)
                throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
                throws IOException {
            return createSocket(host, port);
        }
    }
}
