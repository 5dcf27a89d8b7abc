package dev.dspex.infra;

/** The Python environment cannot be had. The message is for the person. */
public final class SetupException extends Exception {
    private final String code;
    private final String message;
    private final String hint;

    SetupException(String code, String message, String hint) {
        super(message);
        this.code = code;
        this.message = message;
        this.hint = hint;
    }

    /** python_missing, python_too_old, python_unusable or environment_failed. */
    public String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** What the person can do. */
    public String hint() {
        return hint;
    }
}
