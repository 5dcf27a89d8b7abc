package dev.dspex.gateway;

/**
 * No worker can be had. The message is for the person; what only the log should have is in {@link
 * #detail()}.
 */
public final class GatewayException extends Exception {
    private final String code;
    private final String message;
    private final String hint;
    private final String detail;

    public GatewayException(String code, String message, String hint, String detail) {
        super(message);
        this.code = code;
        this.message = message;
        this.hint = hint;
        this.detail = detail;
    }

    /** Stable snake_case name: gateway_down, gateway_start, pool_busy, pool_closed. */
    public String code() {
        return code;
    }

    /** What happened, for the person. */
    @Override
    public String getMessage() {
        return message;
    }

    /** What the person can do. */
    public String hint() {
        return hint;
    }

    /** For the log. */
    public String detail() {
        return detail;
    }
}
