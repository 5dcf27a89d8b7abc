package dev.dspex.cli;

import dev.dspex.event.RunError;
import dev.dspex.run.RunResult;

import java.util.Set;

/** What a command's exit code says. */
final class ExitCode {
    static final int DONE = 0;

    /** The job failed, or a score is too low. */
    static final int FAILED = 1;

    /** Bad usage or input. */
    static final int INPUT = 2;

    /** Python, the store, or the LM is not there or refuses. */
    static final int ENVIRONMENT = 3;

    /** Stopped by a cap or by the person. */
    static final int STOPPED = 4;

    private static final Set<String> INPUTS =
            Set.of(
                    "adapter_unknown",
                    "candidate_unknown",
                    "cap_unbounded",
                    "code_failed",
                    "code_missing",
                    "code_not_trusted",
                    "export_unsupported",
                    "import_empty",
                    "import_entry_unknown",
                    "import_failed",
                    "import_syntax",
                    "import_too_large",
                    "import_unknown",
                    "import_unreadable",
                    "input_invalid",
                    "journal_damaged",
                    "journal_missing",
                    "lm_settings",
                    "lm_unknown",
                    "metric_unknown",
                    "no_rows",
                    "node_unknown",
                    "optimizer_refused",
                    "optimizer_unknown",
                    "price_unknown",
                    "program_invalid",
                    "rows_missing",
                    "run_active",
                    "run_changed",
                    "run_unknown",
                    "schema_no_object",
                    "setting_invalid",
                    "setting_missing",
                    "setting_unknown",
                    "state_mismatch",
                    "state_unreadable",
                    "state_without_program",
                    "type_invalid",
                    "usage");

    private static final Set<String> ENVIRONMENTS =
            Set.of(
                    "disk_full",
                    "environment_failed",
                    "gateway_down",
                    "gateway_start",
                    "journal_not_written",
                    "lm_auth",
                    "lm_billing",
                    "lm_model_unknown",
                    "lm_not_configured",
                    "lm_rate_limit",
                    "lm_refused",
                    "lm_server",
                    "lm_timeout",
                    "lm_unreachable",
                    "needs_pyarrow",
                    "needs_litellm",
                    "needs_mcp",
                    "pool_busy",
                    "pool_closed",
                    "python_missing",
                    "python_too_old",
                    "python_unusable",
                    "state_not_written",
                    "store_busy",
                    "store_damaged",
                    "store_failed",
                    "store_read_only");

    private ExitCode() {}

    static int of(RunResult result) {
        return switch (result.status()) {
            case FINISHED -> DONE;
            case STOPPED_CAP, STOPPED_PERSON, INTERRUPTED -> STOPPED;
            default -> result.error() == null ? FAILED : of(result.error());
        };
    }

    static int of(RunError error) {
        if (INPUTS.contains(error.code())) {
            return INPUT;
        }
        return ENVIRONMENTS.contains(error.code()) ? ENVIRONMENT : FAILED;
    }
}
