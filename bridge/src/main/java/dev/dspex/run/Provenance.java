package dev.dspex.run;

import dev.dspex.event.RunEvent;
import dev.dspex.gateway.NurseryInfo;
import dev.dspex.infra.LmAlias;
import dev.dspex.program.ProgramFile;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a run was made of, for whoever judges or repeats it. */
final class Provenance {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Provenance() {}

    static RunEvent.Provenance of(RunRequest request, NurseryInfo python) {
        Setup setup = request.setup();
        Map<String, RunEvent.LmUse> lms = new LinkedHashMap<>();
        lms.put("student", use(setup.lm()));
        Map<String, Integer> splits = new LinkedHashMap<>();
        String data = null;
        switch (request) {
            case RunRequest.Once _, RunRequest.Scaffold _ -> {}
            case RunRequest.Streams streams ->
                    setup.otherLms().stream()
                            .filter(lm -> streams.plan().lms().contains(lm.alias()))
                            .forEach(lm -> lms.put("lane " + lm.alias(), use(lm)));
            case RunRequest.Evaluation evaluation -> {
                count(splits, evaluation.rows());
                data = evaluation.rows().sha256();
            }
            case RunRequest.Session session -> {
                count(splits, session.rows());
                data = session.rows().sha256();
            }
            case RunRequest.Agents agents -> {
                count(splits, agents.rows());
                data = agents.rows().sha256();
                for (AgentSeat seat : agents.agents()) {
                    Setup own = seat.setup();
                    if (own != null) lms.put("agent " + seat.name(), use(own.lm()));
                }
            }
            case RunRequest.Optimization optimization -> {
                count(splits, optimization.train());
                count(splits, optimization.validation());
                count(splits, optimization.test());
                data = optimization.holdout().sha256();
                optimization
                        .lmRoles()
                        .forEach(
                                (role, alias) ->
                                        setup.otherLms().stream()
                                                .filter(lm -> lm.alias().equals(alias))
                                                .findFirst()
                                                .ifPresent(lm -> lms.put(role, use(lm))));
            }
        }
        return new RunEvent.Provenance(
                ProgramFile.sha256(setup.program()),
                data,
                python.dspy(),
                python.python(),
                version(),
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version")
                        + " "
                        + System.getProperty("os.arch"),
                lms,
                setup.adapter(),
                setup.seed(),
                splits);
    }

    /** Version of the workbench. */
    static String version() {
        return Optional.ofNullable(Provenance.class.getPackage().getImplementationVersion())
                .orElse("1.0.0");
    }

    private static RunEvent.LmUse use(LmAlias lm) {
        return new RunEvent.LmUse(lm.model(), MAPPER.valueToTree(lm.parameters()));
    }

    private static void count(Map<String, Integer> splits, @Nullable Rows rows) {
        if (rows != null) {
            splits.put(rows.split(), rows.size());
        }
    }
}
