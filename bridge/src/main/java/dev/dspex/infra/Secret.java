package dev.dspex.infra;

/** A key or token. Its value shows only where it is asked for. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return "•••";
    }
}
