package dev.dspex.run;

import dev.dspex.infra.LmAlias;
import dev.dspex.infra.LmAliasJson;
import dev.dspex.infra.Secrets;
import dev.dspex.program.ProgramFile;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the jobs of one run. The only place where keys are put in, and into jobs only. */
final class JobMaker {
    private final String run;
    private final Secrets secrets;
    private final Map<String, LmAlias> lms = new LinkedHashMap<>();
    private final List<String> keys = new ArrayList<>();
    private final @Nullable CallJournal journal;
    private int last;

    /**
     * @param journal of the run; null for jobs that keep none
     */
    JobMaker(String run, Setup setup, Secrets secrets, @Nullable CallJournal journal) {
        this.run = run;
        this.journal = journal;
        this.secrets = secrets;
        lms.put(setup.lm().alias(), setup.lm());
        setup.otherLms().forEach(lm -> lms.putIfAbsent(lm.alias(), lm));
        lms.values().forEach(lm -> secrets.keyOf(lm).ifPresent(key -> keys.add(key.value())));
    }

    /** The keys that the jobs carry. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    /** The common part of a job of this run. */
    synchronized ObjectNode job(String kind, Setup setup, int threads) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("job", run + "-j" + ++last).put("run", run).put("kind", kind);
        job.put("project", setup.project().toAbsolutePath().toString());
        job.put("trusted", setup.trusted());
        if (!setup.secretInputs().isEmpty()) {
            ArrayNode secret = job.putArray("secret_inputs");
            setup.secretInputs().forEach(secret::add);
        }
        job.set("program", ProgramFile.json(setup.program()));
        job.set("state", setup.state() == null ? null : setup.state().content());
        if (setup.variables() != null && !setup.variables().driven().isEmpty()) {
            job.set("driven", setup.variables().driven().deepCopy());
        }
        job.put("adapter", setup.adapter()).put("lm", setup.lm().alias());
        job.put("seed", setup.seed()).put("threads", threads);
        ObjectNode all = job.putObject("lms");
        for (LmAlias lm : lms.values()) {
            ObjectNode record = LmAliasJson.write(lm);
            record.put(
                    "api_key", secrets.keyOf(lm).map(key -> key.value()).orElse(placeholder(lm)));
            all.set(lm.alias(), record);
        }
        return job;
    }

    /** The journal of the run; null for none. */
    @Nullable CallJournal journal() {
        return journal;
    }

    /**
     * Tells a job of the run's journal, where there is one.
     *
     * @param scope part of the run; parts share no answers
     * @param hold what later parts are expected to use
     */
    void journalled(ObjectNode job, String scope, Usage hold) {
        if (journal != null) {
            journal.tell(job, scope, hold);
        }
    }

    /** Servers of one's own ask for no key, but clients insist on sending one. */
    private static @Nullable String placeholder(LmAlias lm) {
        return lm.apiBase() == null ? null : "none";
    }

    static ArrayNode rows(List<Rows.Row> rows) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Rows.Row row : rows) {
            list.addObject().put("id", row.id()).set("values", row.values().deepCopy());
        }
        return list;
    }
}
