package dev.dspex.gateway;

/** What a worker process offers: six calls of ASCII JSON text, answered by its Python side. */
interface Worker {
    String hello(String json);

    String submit(String json);

    String poll(String job, int max, int waitMs);

    String cancel(String job, String how);

    String health();

    void shutdown(int graceMs);
}
