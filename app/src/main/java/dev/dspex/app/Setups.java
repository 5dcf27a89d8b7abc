package dev.dspex.app;

import dev.dspex.dataset.Datasets;
import dev.dspex.dataset.Loaded;
import dev.dspex.event.RunError;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Settings;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.Words;
import dev.dspex.project.MetricText;
import dev.dspex.run.Rows;
import dev.dspex.run.RunRequest.Part;
import dev.dspex.run.Setup;
import dev.dspex.run.StoredSearch;
import dev.dspex.run.Tuning;
import dev.dspex.run.VariableTuning;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What runs of a project are made of: its program, data and learned state, with the LM that is
 * chosen.
 */
final class Setups {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Something that a person can put right before it runs. */
    static final class NotReady extends Exception {
        private static final long serialVersionUID = 1;
        private final transient @Nullable Problem problem;

        NotReady(Problem problem) {
            super(problem.message() + " " + problem.hint());
            this.problem = problem;
        }

        NotReady(RunError error) {
            super(Words.told(error.message()) + " " + Words.told(error.hint()));
            problem = null;
        }

        NotReady(String sentence) {
            super(sentence);
            problem = null;
        }

        @Nullable Problem problem() {
            return problem;
        }
    }

    private final OpenProject open;
    private final Settings settings;
    private final ProjectVariables variables;

    Setups(OpenProject open, Settings settings, ProjectVariables variables) {
        this.open = open;
        this.settings = settings;
        this.variables = variables;
    }

    /**
     * @param lm alias of the LM to answer
     * @param more aliases of LMs that a study uses besides
     */
    Setup make(String lm, Collection<String> more, boolean trusted) throws NotReady {
        return make(new Part.Whole(), lm, more, trusted);
    }

    /** For a part of the program: LMs that only the rest names need not be known. */
    Setup make(Part part, String lm, boolean trusted) throws NotReady {
        return make(part, lm, List.of(), trusted);
    }

    /** The main program without the values of variables. */
    Setup bare(String lm, boolean trusted) throws NotReady {
        var program =
                open.mainProgram().orElseThrow(() -> new NotReady(text("workbench.run.noprogram")));
        return bare(program, open.main(), state(), lm, program.lms(), trusted);
    }

    /** For a study of the main program. */
    Setup study(String lm, Collection<String> more, boolean trusted) throws NotReady {
        var program =
                open.mainProgram().orElseThrow(() -> new NotReady(text("workbench.run.noprogram")));
        return make(lm, searched(open.main(), program, more), trusted);
    }

    private Setup make(Part part, String lm, Collection<String> more, boolean trusted)
            throws NotReady {
        var program =
                open.mainProgram().orElseThrow(() -> new NotReady(text("workbench.run.noprogram")));
        var named = new LinkedHashSet<>(part.lms(program));
        named.addAll(more);
        return make(program, open.main(), state(), lm, named, trusted);
    }

    /**
     * For one module by itself.
     *
     * @param name of the program that it is in
     * @param path ids of the nodes that lead there within the program
     * @param alone a program of that module only
     */
    Setup alone(String name, List<String> path, Program alone, String lm, boolean trusted)
            throws NotReady {
        var state = name.equals(open.main()) && path.isEmpty() ? state() : null;
        var id = alone.nodes().getFirst().id();
        return make(alone, name, state == null ? null : part(state, id), lm, alone.lms(), trusted);
    }

    /** What a state says of one node; null where it says nothing. */
    private static Setup.@Nullable State part(Setup.State state, String node) {
        var part = state.content().deepCopy();
        for (var name : List.copyOf(part.propertyNames()))
            if (!name.equals(node) && !name.startsWith(node + ".")) part.remove(name);
        return part.isEmpty() ? null : new Setup.State(state.file(), part);
    }

    private Setup make(
            Program program,
            String name,
            Setup.@Nullable State state,
            String lm,
            Collection<String> named,
            boolean trusted)
            throws NotReady {
        var assigned = variables.assigned(name, program);
        var asked = new LinkedHashSet<>(named);
        asked.addAll(assigned.program().lms());
        return bare(program, name, state, lm, asked, trusted).with(assigned);
    }

    private Setup bare(
            Program program,
            String name,
            Setup.@Nullable State state,
            String lm,
            Collection<String> named,
            boolean trusted)
            throws NotReady {
        var file = open.file();
        var answering =
                settings.lm(lm).orElseThrow(() -> new NotReady(text("workbench.run.nolm", lm)));
        return new Setup(
                open.folder(),
                trusted,
                Set.copyOf(file.secretInputs()),
                program,
                "programs/" + name + ".program.json",
                state,
                file.adapter(),
                answering,
                otherLms(answering, named),
                file.seed());
    }

    /**
     * What a study of the store is made of now.
     *
     * @param trusted whether the project's own code may run
     */
    StoredSearch.Now<NotReady> now(String name, StoredSearch stored, boolean trusted) {
        return new NowOf(name, stored, trusted);
    }

    private final class NowOf implements StoredSearch.Now<NotReady> {
        private final String name;
        private final StoredSearch stored;
        private final boolean trusted;

        NowOf(String name, StoredSearch stored, boolean trusted) {
            this.name = name;
            this.stored = stored;
            this.trusted = trusted;
        }

        private Program program() throws NotReady {
            var program = open.programs().get(name);
            if (program == null) throw new NotReady(text("workbench.study.noprogram", name));
            return program;
        }

        @Override
        public Setup setup() throws NotReady {
            return bare().with(variables.assigned(name, program()));
        }

        @Override
        public Setup bare() throws NotReady {
            var program = program();
            var named = searched(name, program, stored.lmRoles().values());
            return Setups.this.bare(program, name, null, stored.lm(), named, trusted);
        }

        @Override
        public Tuning tuning(Setup bare) {
            return VariableTuning.of(bare, name, variables.space());
        }

        @Override
        public Rows rows(String split, @Nullable String file, @Nullable Integer limit)
                throws NotReady {
            var all = file == null ? Setups.this.rows(split) : read(split, program(), file);
            return limit == null || limit >= all.size()
                    ? all
                    : new Rows(split, all.file(), all.sha256(), all.rows().subList(0, limit));
        }

        @Override
        public NotReady refusal(RunError error) {
            return new NotReady(error);
        }
    }

    /** Aliases that a study needs: those of the program, and those that variables may give it. */
    private Collection<String> searched(String name, Program program, Collection<String> more)
            throws NotReady {
        var named = new LinkedHashSet<>(program.lms());
        named.addAll(variables.assigned(name, program).program().lms());
        named.addAll(more);
        VariableTuning.lms(variables.space(), name).stream()
                .filter(alias -> settings.lm(alias).isPresent())
                .forEach(named::add);
        return named;
    }

    /** How many variables a study of the main program can change. */
    int variables() {
        return variables.searched(open.main());
    }

    /**
     * What a study may change in the main program besides its texts.
     *
     * @param lm alias of the LM to answer
     * @param more aliases of LMs that the study uses besides
     */
    Tuning tuning(String lm, Collection<String> more, boolean trusted) throws NotReady {
        var program =
                open.mainProgram().orElseThrow(() -> new NotReady(text("workbench.run.noprogram")));
        var named = searched(open.main(), program, more);
        var bare = bare(program, open.main(), state(), lm, named, trusted);
        return VariableTuning.of(bare, open.main(), variables.space());
    }

    /** Aliases that a role of a study can be given. */
    List<String> lms() {
        return settings.lms().stream().map(LmAlias::alias).toList();
    }

    /**
     * The rows of a split, checked against the program. Reads the file: not on the JavaFX thread.
     */
    Rows rows(String split) throws NotReady {
        var path =
                open.project()
                        .data(split)
                        .orElseThrow(() -> new NotReady(text("workbench.run.nosplit", split)));
        var program =
                open.mainProgram().orElseThrow(() -> new NotReady(text("workbench.run.noprogram")));
        return read(split, program, open.folder().relativize(path).toString());
    }

    private Rows read(String split, Program program, String shown) throws NotReady {
        return switch (Datasets.read(open.folder().resolve(shown), shown, program)) {
            case Loaded.Ok(var data, _) ->
                    new Rows(
                            split,
                            shown,
                            data.sha256(),
                            data.rows().map(row -> new Rows.Row(row.id(), row.values())).toList());
            case Loaded.Bad(var problems) -> throw new NotReady(problems.getFirst());
        };
    }

    private Setup.@Nullable State state() throws NotReady {
        var file = open.file().state();
        if (file == null) return null;
        try {
            if (MAPPER.readTree(Files.readString(open.folder().resolve(file)))
                    instanceof ObjectNode content) {
                return new Setup.State(file, content);
            }
            throw new NotReady(text("workbench.run.badstate", file));
        } catch (IOException | JacksonException e) {
            throw new NotReady(text("workbench.run.badstate", file));
        }
    }

    /** LMs that nodes or a study name besides the one that answers. */
    private List<LmAlias> otherLms(LmAlias answering, Collection<String> named) throws NotReady {
        var names = new LinkedHashSet<>(named);
        MetricText.lm(open.file().metric()).ifPresent(names::add);
        names.remove(answering.alias());
        var others = new java.util.ArrayList<LmAlias>();
        for (var name : names) {
            others.add(
                    settings.lm(name)
                            .orElseThrow(() -> new NotReady(text("workbench.run.nolm", name))));
        }
        return others;
    }

    private static String text(String key, Object... arguments) {
        return dev.dspex.app.i18n.Texts.text(key, arguments);
    }
}
