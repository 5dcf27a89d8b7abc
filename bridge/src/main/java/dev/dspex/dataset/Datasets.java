package dev.dspex.dataset;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.TextFile;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Opens data files. */
public final class Datasets {

    /** More problems than these say nothing new. */
    private static final int MOST_PROBLEMS = 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Datasets() {}

    /** Reads a file; problems show its path as given. */
    public static Loaded read(Path file, Program program) {
        return read(file, file.toString(), program);
    }

    /**
     * Reads a JSONL or CSV file once, and checks every row against the inputs and outputs of a
     * program. Memory grows by twelve bytes a row.
     *
     * @param shownAs the path as the person knows it
     */
    public static Loaded read(Path file, String shownAs, Program program) {
        RowRules rules = new RowRules(program, MAPPER, shownAs);
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return scan(file, shownAs, new Csv(MAPPER, rules));
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return scan(file, shownAs, new JsonLines(MAPPER, rules));
        }
        return bad(
                Problem.error(
                                "bad_data_file",
                                say("The file %s is neither JSONL nor CSV.", shownAs),
                                say("Use a file that ends in .jsonl or .csv."))
                        .in(shownAs));
    }

    private static Loaded scan(Path file, String shownAs, RowFormat format) {
        List<Problem> errors = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        Consumer<Problem> problems =
                problem -> {
                    if (problem.isError()) {
                        errors.add(problem);
                        if (errors.size() == MOST_PROBLEMS) {
                            throw new RowFormat.TooManyProblems();
                        }
                    } else if (warnings.size() < MOST_PROBLEMS) {
                        warnings.add(problem);
                    }
                };
        RowIndex index = new RowIndex();
        try (CheckedText in = new CheckedText(Files.newInputStream(file))) {
            index.of(file);
            format.scan(in, index, problems);
            if (errors.isEmpty() && index.size() > 0) {
                return new Loaded.Ok(new Dataset(file, in.sha256(), index, format), warnings);
            }
        } catch (RowFormat.TooManyProblems _) {
            return new Loaded.Bad(errors);
        } catch (CheckedText.NotUtf8 e) {
            errors.add(TextFile.notUtf8(shownAs, e.offset(), e.line()));
        } catch (IOException e) {
            errors.add(TextFile.unreadable(file, shownAs, e));
        }
        if (errors.isEmpty()) {
            return bad(
                    Problem.error(
                                    "empty_file",
                                    say("The file %s has no rows.", shownAs),
                                    say("Add rows, or choose another file."))
                            .in(shownAs)
                            .at(1, 1));
        }
        return new Loaded.Bad(errors);
    }

    private static Loaded bad(Problem problem) {
        return new Loaded.Bad(List.of(problem));
    }
}
